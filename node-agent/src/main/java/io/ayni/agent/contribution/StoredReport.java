package io.ayni.agent.contribution;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Report;

/**
 * A report that the ledger has not answered.
 *
 * @param grantId the grant
 * @param settleByMs until when the uploader may settle it
 * @param grantEnvelope the grant as signed
 * @param reportEnvelope the report as signed
 */
public record StoredReport(GrantId grantId, long settleByMs, Envelope grantEnvelope, Envelope reportEnvelope) {
    /**
     * Reads the two documents.
     *
     * @throws MalformedDocumentException when one is not what it should be
     * @throws IllegalArgumentException when they do not belong together
     */
    public static StoredReport of(Envelope grantEnvelope, Envelope reportEnvelope) throws MalformedDocumentException {
        Grant grant = Grant.decode(grantEnvelope.body());
        Report report = Report.decode(reportEnvelope.body());
        if (!grant.grantId().equals(report.grantId())) {
            throw new IllegalArgumentException("the report is about another grant");
        }
        return new StoredReport(grant.grantId(), grant.settleByMs(), grantEnvelope, reportEnvelope);
    }
}
