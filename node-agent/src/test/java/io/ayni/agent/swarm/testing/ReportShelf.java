package io.ayni.agent.swarm.testing;

import io.ayni.agent.swarm.ReportBook;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Report;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reports kept in memory; fails when there are two about one grant. */
public final class ReportShelf implements ReportBook {
    private final Map<GrantId, Report> reports = new ConcurrentHashMap<>();

    @Override
    public void keep(GrantId grantId, Envelope grant, Envelope report) {
        try {
            if (reports.put(grantId, Report.decode(report.body())) != null) {
                throw new IllegalStateException("a second report about a grant");
            }
        } catch (MalformedDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The report about each grant. */
    public Map<GrantId, Report> all() {
        return Map.copyOf(reports);
    }

    /** Sum of what was accepted. */
    public long acceptedBytes() {
        return reports.values().stream().mapToLong(Report::cumulativeBytes).sum();
    }
}
