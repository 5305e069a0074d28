// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the blocks of DO, in the transaction that is open. */
final class Blocks {

  /** Runs a statement of a block. */
  @FunctionalInterface
  interface Runner {
    Outcome run(ParsedStatement statement) throws SQLException;
  }

  /** What WHEN OTHERS does not catch: query_canceled and assert_failure. */
  private static final Set<String> UNCAUGHT = Set.of("57014", "P0004");

  private final SqlSession sql;
  private final StatementCache statements;
  private final Runner runner;
  private int depth;
  private @Nullable PgException handled;

  Blocks(SqlSession sql, StatementCache statements, Runner runner) {
    this.sql = sql;
    this.statements = statements;
    this.runner = runner;
  }

  void run(Block block) throws SQLException {
    if (block.handlers().isEmpty()) {
      actions(block.actions());
      return;
    }
    String name = "hive_do_" + depth++;
    try {
      statements.run("SAVEPOINT " + name);
      sql.transaction().savepoint(name);
      guarded(block, name);
    } finally {
      depth--;
    }
  }

  private void guarded(Block block, String name) throws SQLException {
    try {
      actions(block.actions());
    } catch (PgException | SQLException e) {
      PgException error = error(e);
      Block.Handler handler = handler(block, error);
      if (handler == null) {
        throw error;
      }
      statements.run("ROLLBACK TO " + name);
      sql.transaction().rollbackTo(name);
      release(name);
      handle(handler, error);
      return;
    }
    release(name);
  }

  private void handle(Block.Handler handler, PgException error) throws SQLException {
    PgException outer = handled;
    handled = error;
    try {
      actions(handler.actions());
    } finally {
      handled = outer;
    }
  }

  private void release(String name) throws SQLException {
    statements.run("RELEASE " + name);
    sql.transaction().release(name);
  }

  private PgException error(Exception e) {
    return (e instanceof PgException known ? known : sql.errors().translate((SQLException) e))
        .nowhere();
  }

  private static Block.@Nullable Handler handler(Block block, PgException error) {
    for (Block.Handler handler : block.handlers()) {
      boolean others = handler.states().contains("others") && !UNCAUGHT.contains(error.sqlState());
      // A refusal is none of PostgreSQL's errors, and must not be swallowed.
      if (error.feature() == null && (others || handler.states().contains(error.sqlState()))) {
        return handler;
      }
    }
    return null;
  }

  private void actions(List<Block.Action> actions) throws SQLException {
    for (Block.Action action : actions) {
      try {
        action(action);
      } catch (PgException e) {
        throw e.nowhere();
      }
    }
  }

  private void action(Block.Action action) throws SQLException {
    if (action instanceof Block.Run run) {
      runner.run(run.statement());
    } else if (action instanceof Block.Nested nested) {
      run(nested.block());
    } else if (action instanceof Block.Raise raise) {
      throw new PgException("P0001", raise.message());
    } else if (action instanceof Block.Reraise) {
      throw handled != null
          ? handled
          : new PgException(
              "0Z002", "RAISE without parameters cannot be used outside an exception handler");
    } else if (action instanceof Block.Execute execute) {
      execute(value(execute.text()));
    } else if (action instanceof Block.If choice) {
      choose(choice);
    }
  }

  private void execute(@Nullable Object text) throws SQLException {
    if (text == null) {
      throw new PgException("22004", "query string argument of EXECUTE is null");
    }
    for (ParsedStatement statement : sql.parse(text.toString())) {
      if (statement.parameters() > 0) {
        throw PgException.unsupported("EXECUTE with parameters");
      }
      runner.run(statement);
    }
  }

  private void choose(Block.If choice) throws SQLException {
    for (Block.Branch branch : choice.branches()) {
      if (value(branch.condition()) instanceof Number number && number.longValue() == 1) {
        actions(branch.actions());
        return;
      }
    }
    actions(choice.otherwise());
  }

  private @Nullable Object value(ParsedStatement query) throws SQLException {
    Outcome outcome = runner.run(query);
    Outcome.Rows rows = outcome.rows();
    return rows == null || rows.values().isEmpty() ? null : rows.values().get(0)[0];
  }
}
