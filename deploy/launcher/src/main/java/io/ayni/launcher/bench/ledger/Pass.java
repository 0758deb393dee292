package io.ayni.launcher.bench.ledger;

/**
 * Settlements that went the whole way, and what that took. Processor time is in seconds.
 *
 * @param settlements how many
 * @param seconds from the first record's hand-over to Kafka to the last one's commit
 * @param ledgerCpu of the ledger
 * @param postgresCpu of PostgreSQL with all its processes
 * @param kafkaCpu of Kafka
 */
record Pass(long settlements, double seconds, double ledgerCpu, double postgresCpu, double kafkaCpu) {
    double perSecond() {
        return settlements / seconds;
    }

    double perLedgerCpuSecond() {
        return settlements / ledgerCpu;
    }

    /** Processor time of one settlement in microseconds, of a part of all. */
    double microsOf(double cpu) {
        return cpu * 1e6 / settlements;
    }
}
