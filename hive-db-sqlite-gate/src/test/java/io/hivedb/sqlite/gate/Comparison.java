// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.Objects;

/**
 * A statement with the answers of PGlite and of SQLite.
 *
 * @param inOrder whether rows are compared in their order
 * @param planned whether PostgreSQL fails already when it plans the statement
 */
record Comparison(String sql, Answer truth, Answer ours, boolean inOrder, boolean planned) {

  Comparison(String sql, Answer truth, Answer ours) {
    this(sql, truth, ours, false, false);
  }

  /** How the answers relate. */
  enum Verdict {
    /** The same rows and types, or the same SQLSTATE and position. */
    SAME,
    /** Refused by name. */
    REFUSED,
    /** An answer where PostgreSQL gives another one or an error: the unforgivable one. */
    SILENT,
    /** An error where PostgreSQL has an answer, or another SQLSTATE. */
    LOUD,
    /** The same SQLSTATE at another position. */
    POSITION,
    /** The same SQLSTATE with another text. */
    TEXT
  }

  Verdict verdict() {
    if (ours.refused() || truth.broken()) {
      return Verdict.REFUSED;
    }
    if (!ours.failed()) {
      return !truth.failed() && same() ? Verdict.SAME : Verdict.SILENT;
    }
    if (!Objects.equals(ours.state(), truth.state())) {
      return Verdict.LOUD;
    }
    if (ours.position() != truth.position()) {
      return Verdict.POSITION;
    }
    return ours.message().equals(truth.message()) ? Verdict.SAME : Verdict.TEXT;
  }

  /** The same with rows compared in their order. */
  Comparison ordered() {
    return new Comparison(sql, truth, ours, true, planned);
  }

  /** The same of a statement that PostgreSQL fails to plan. */
  Comparison failingToPlan() {
    return new Comparison(sql, truth, ours, inOrder, true);
  }

  /** Whether it is a defect; which of several errors comes first is not. */
  boolean isDifferent() {
    Verdict verdict = verdict();
    // Which rows are evaluated is open, but not which constants; the sweep compares single values.
    boolean ofValues = isOfValues(truth) || isOfValues(ours);
    return (verdict == Verdict.SILENT && (planned || !ofValues))
        || (verdict == Verdict.LOUD && !ofValues);
  }

  private static boolean isOfValues(Answer answer) {
    String state = answer.state();
    return state != null
        && (state.startsWith("2")
            || state.equals("54000")
            || answer.message().contains("not supported for type")
            || answer.message().contains("timestamps cannot be binned")
            || answer.message().contains("invalid Unicode escape"));
  }

  private boolean same() {
    Answer expected = inOrder ? truth : truth.sorted();
    Answer given = inOrder ? ours : ours.sorted();
    return expected.columns().equals(given.columns())
        && expected.rows().equals(given.rows())
        && expected.count() == given.count();
  }

  @Override
  public String toString() {
    return verdict() + " " + sql + "\n  PostgreSQL " + truth + "\n  SQLite     " + ours;
  }
}
