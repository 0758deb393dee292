package io.ayni.ledger.grpc;

import io.ayni.contracts.transport.UnreadableRequests;
import io.ayni.ledger.benefit.BenefitCatalogue;
import io.ayni.ledger.redemption.EndRedemption;
import io.ayni.ledger.redemption.Redeem;
import io.ayni.ledger.redemption.RedemptionStore;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;
import jakarta.annotation.PreDestroy;
import java.util.function.LongSupplier;

/** The rpcs about benefits as they are served: to callers with a token only; requests that cannot be read are refused. */
@GrpcService
@RegisterInterceptor(Caller.class)
class BenefitsEndpoint implements BindableService {
    private final BenefitsGrpcService service;

    BenefitsEndpoint(
            BenefitCatalogue catalogue,
            Redeem redeem,
            EndRedemption end,
            RedemptionStore redemptions,
            LongSupplier nowMs) {
        this.service = new BenefitsGrpcService(catalogue, redeem, end, redemptions, nowMs);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return UnreadableRequests.refuse(service.bindService());
    }

    @PreDestroy
    void stop() {
        service.stop();
    }
}
