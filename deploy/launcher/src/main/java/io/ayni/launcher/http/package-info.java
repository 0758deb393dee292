/** Clients of the HTTP interfaces of gateway, ledger and agent, as any third party would write them. */
package io.ayni.launcher.http;
