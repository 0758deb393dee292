package io.ayni.ledger.grpc;

import io.ayni.contracts.transport.UnreadableRequests;
import io.ayni.ledger.account.AccountBook;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.report.SubmitReports;
import io.ayni.ledger.settlement.AckFeed;
import io.ayni.ledger.settlement.AckStore;
import io.ayni.ledger.settlement.SettlementLog;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;
import jakarta.annotation.PreDestroy;
import java.util.function.LongSupplier;

/** The ledger's rpcs as they are served: to callers with a token only; requests that cannot be read are refused. */
@GrpcService
@RegisterInterceptor(Caller.class)
class LedgerEndpoint implements BindableService {
    private final LedgerGrpcService service;

    LedgerEndpoint(
            AckStore acks,
            AccountBook accounts,
            SubmitReports submitReports,
            SettlementLog log,
            AckFeed feed,
            LedgerConfig config,
            LongSupplier nowMs) {
        this.service = new LedgerGrpcService(acks, accounts, submitReports, log, feed, config, nowMs);
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
