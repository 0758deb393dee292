package io.ayni.agent.statement;

import io.ayni.contracts.verify.ProofVerdict;
import java.nio.file.Path;

/**
 * A statement as it was kept.
 *
 * @param window hour since the Unix epoch
 * @param file where it is
 * @param verdict what the verifier says of it
 */
public record CheckedStatement(long window, Path file, ProofVerdict verdict) {}
