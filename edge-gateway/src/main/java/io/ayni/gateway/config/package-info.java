/** The settings of the gateway: {@link io.ayni.gateway.config.GatewayConfig} has the keys, the rest checks them. */
package io.ayni.gateway.config;
