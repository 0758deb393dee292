package io.ayni.agent.swarm;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;

/** Port to the downloader's reports: what this node has to tell the ledger about exchanges that are over. */
public interface ReportBook {
    /**
     * Keeps the report about a grant. It is the only one: nothing is signed under the grant any more. When this returns,
     * the report survives a crash of the machine.
     *
     * @param grantId the grant
     * @param grant as signed by the operator
     * @param report as signed with the node key
     * @throws java.io.UncheckedIOException when it could not be made durable; the exchange is then not reported
     */
    void keep(GrantId grantId, Envelope grant, Envelope report);
}
