// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.LiteralClock;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements and collects the generated keys that the client asked for. */
final class KeyedExecution {

  private final Session session;
  private final Limits limits;
  private final KeyRequest request;
  private final Running running;
  private Outcome.@Nullable Rows keys;

  KeyedExecution(
      Session session, Limits limits, KeyRequest request, LiteralClock.@Nullable Kept kept) {
    this.session = session;
    this.limits = limits;
    this.request = request;
    this.running = session.statements().running(kept);
  }

  Running running() {
    return running;
  }

  Session session() {
    return session;
  }

  /** The keys of all statements that ran; null where none were asked for or made. */
  Outcome.@Nullable Rows keys() {
    return keys;
  }

  List<Outcome> run(List<ParsedStatement> statements, List<Parameter> parameters)
      throws SQLException {
    if (statements.isEmpty()) {
      return List.of(Outcome.NOTHING);
    }
    if (statements.size() == 1) {
      return List.of(one(statements.get(0), parameters));
    }
    return session.statements().together(() -> each(statements, parameters));
  }

  private List<Outcome> each(List<ParsedStatement> statements, List<Parameter> parameters)
      throws SQLException {
    List<Outcome> outcomes = new ArrayList<>();
    int used = 0;
    for (ParsedStatement statement : statements) {
      int next = used + statement.parameters();
      outcomes.add(one(statement, parameters.subList(used, next)));
      used = next;
    }
    return outcomes;
  }

  private Outcome one(ParsedStatement statement, List<Parameter> parameters) throws SQLException {
    if (request.isWanted() && statement.tree() instanceof Dml dml) {
      boolean asWritten = !dml.returning().isEmpty();
      ParsedStatement keyed = asWritten ? statement : withClause(statement);
      return collect(session.statements().execute(keyed, parameters, limits, running));
    }
    return session.statements().execute(statement, parameters, limits, running);
  }

  /** On a line of its own: the text may end in a comment. */
  private ParsedStatement withClause(ParsedStatement statement) throws SQLException {
    return session.statements().parse(statement.text() + "\n" + request.clause()).get(0);
  }

  private Outcome collect(Outcome outcome) {
    Outcome.Rows rows = outcome.rows();
    if (rows == null) {
      return outcome;
    }
    if (keys == null) {
      keys = new Outcome.Rows(rows.columns(), new ArrayList<>());
    }
    keys.values().addAll(rows.values());
    return new Outcome(null, rows.values().size());
  }
}
