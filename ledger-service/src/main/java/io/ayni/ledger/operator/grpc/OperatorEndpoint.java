package io.ayni.ledger.operator.grpc;

import io.ayni.contracts.transport.UnreadableRequests;
import io.ayni.ledger.operator.OperatorDesk;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;
import jakarta.annotation.PreDestroy;

/** The operators' rpcs as they are served: to callers with an operator's token only; requests that cannot be read are refused. */
@GrpcService
@RegisterInterceptor(OperatorCaller.class)
class OperatorEndpoint implements BindableService {
    private final OperatorGrpcService service;

    OperatorEndpoint(OperatorDesk desk) {
        this.service = new OperatorGrpcService(desk);
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
