// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.parse.SessionStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** PREPARE and DECLARE: what they keep is checked at once. */
final class KeptStatements {

  private final Catalog catalog;
  private final List<String> path;

  KeptStatements(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
  }

  Plan plan(SessionStatement statement, Context context) {
    if (statement instanceof SessionStatement.Prepare prepare) {
      return prepare(prepare, context);
    }
    if (statement instanceof SessionStatement.Declare declare) {
      Select query = (Select) declare.query().tree();
      if (query.with().stream().anyMatch(table -> !(table.query() instanceof Select))) {
        throw new PgException(
            "0A000", "DECLARE CURSOR must not contain data-modifying statements in WITH");
      }
      if (query.lock() != Select.RowLock.NONE) {
        throw PgException.unsupported("a cursor FOR UPDATE");
      }
    }
    String tag = statement.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    return plan(tag, new SessionRun(statement, List.of()));
  }

  private Plan prepare(SessionStatement.Prepare prepare, Context context) {
    ParsedStatement inner = prepare.statement();
    List<@Nullable PgType> declared = new ArrayList<>();
    prepare.types().forEach(name -> declared.add(context.type(name)));
    int count = Math.max(inner.parameters(), declared.size());
    Plan checked =
        Analyzer.plan(
            ParsedStatement.of(inner.text(), inner.offset(), count, inner.tree()),
            catalog,
            path,
            declared);
    return plan("PREPARE", new SessionRun(prepare, checked.parameters()));
  }

  private static Plan plan(String tag, SessionRun run) {
    return new Plan(Plan.Kind.DDL, tag, List.of(), List.of(), List.of(), false, run);
  }
}
