package io.ayni.ledger.transparency.grpc;

import io.ayni.contracts.transport.UnreadableRequests;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.statement.DrawUpStatement;
import io.ayni.ledger.transparency.PublicLog;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;
import jakarta.annotation.PreDestroy;
import java.util.function.LongSupplier;

/** The public log's rpcs as they are served: who asks is looked at first, requests that cannot be read are refused. */
@GrpcService
@RegisterInterceptor(ProofCaller.class)
class TransparencyEndpoint implements BindableService {
    private final TransparencyGrpcService service;

    TransparencyEndpoint(PublicLog log, DrawUpStatement statements, LedgerConfig config, LongSupplier nowMs) {
        this.service = new TransparencyGrpcService(log, statements, config, nowMs);
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
