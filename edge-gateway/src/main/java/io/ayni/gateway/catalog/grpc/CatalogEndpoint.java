package io.ayni.gateway.catalog.grpc;

import io.ayni.contracts.transport.UnreadableRequests;
import io.ayni.gateway.catalog.Catalog;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;

/** The catalog rpcs as they are served: requests that cannot be read are refused. */
@GrpcService
class CatalogEndpoint implements BindableService {
    private final CatalogGrpcService service;

    CatalogEndpoint(Catalog catalog) {
        this.service = new CatalogGrpcService(catalog);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return UnreadableRequests.refuse(service.bindService());
    }
}
