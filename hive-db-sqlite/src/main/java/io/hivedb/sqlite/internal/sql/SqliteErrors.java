// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.ErrorCodec;
import io.hivedb.sqlite.internal.sql.resolve.Domains;
import io.hivedb.sqlite.internal.sql.resolve.RowChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What PostgreSQL says where SQLite fails. */
final class SqliteErrors {

  private static final Pattern INDEX = Pattern.compile("index '([^']+)'");
  private static final Pattern COLUMNS = Pattern.compile("failed: ([^)]+)");

  private static final Pattern LIMIT =
      Pattern.compile(
          "Expression tree is too large[^\\[\\]]*\\)|too many (?:arguments on function|terms in|"
              + "columns|SQL variables|attached|references|FROM clause terms|levels)[\\w. ]*"
              + "|at most \\d+ tables in a join|parser stack overflow");

  private final Catalog catalog;
  private final @Nullable RowChange change;
  private @Nullable Catalog before;

  SqliteErrors(Catalog catalog, @Nullable RowChange change) {
    this.catalog = catalog;
    this.change = change;
  }

  PgException translate(SQLException error) {
    String message = String.valueOf(error.getMessage());
    PgException ours = ErrorCodec.decode(message);
    if (ours != null) {
      return ErrorFields.of(ofVirtual(ours), catalog);
    }
    SQLiteErrorCode code =
        error instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    return switch (code) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
          unique(message);
      case SQLITE_CONSTRAINT_NOTNULL -> notNull(message);
      case SQLITE_CONSTRAINT_CHECK -> check(message);
      case SQLITE_CONSTRAINT_FOREIGNKEY -> new ForeignKeyErrors(catalog, change).violated();
      case SQLITE_CONSTRAINT_TRIGGER -> new ForeignKeyErrors(catalog, change).restricted();
      case SQLITE_BUSY_SNAPSHOT ->
          new PgException("40001", "could not serialize access due to concurrent update");
      case SQLITE_BUSY, SQLITE_BUSY_TIMEOUT, SQLITE_LOCKED, SQLITE_LOCKED_SHAREDCACHE ->
          anotherWrites();
      case SQLITE_READONLY ->
          new PgException("25006", "cannot execute a write in a read-only transaction");
      case SQLITE_INTERRUPT -> new PgException("57014", "canceling statement due to user request");
      case SQLITE_FULL ->
          new PgException("53100", "could not extend file: No space left on device");
      case SQLITE_TOOBIG -> new PgException("54000", "string or blob too big");
      default -> other(message);
    };
  }

  private static PgException anotherWrites() {
    return new PgException("55P03", "canceling statement due to lock timeout")
        .detail("Another transaction has written or locked rows, and is still open.")
        .hint(
            "SQLite has one writer at a time. End that transaction first, use one connection (a"
                + " thread that waits for its own other connection waits for itself), or run with"
                + " hive.database.backend=pglite or postgresql. hive.sqlite.busy-timeout and"
                + " lock_timeout say how long a write waits.");
  }

  /** PostgreSQL computes a virtual column when it is read; SQLite also when a row is checked. */
  private PgException ofVirtual(PgException error) {
    Table table = change == null ? null : catalog.table(change.table());
    boolean virtual =
        table != null
            && table.columns().stream().anyMatch(c -> c.generated() != null && c.virtual());
    return virtual && error.feature() == null && error.sqlState().startsWith("22")
        ? PgException.unsupported("an error in a change of a table with virtual columns")
        : error;
  }

  /**
   * The same for DDL, where a duplicate means that a unique index cannot be made: one that was not
   * there before.
   */
  PgException ofDefinition(SQLException error, Catalog old) {
    before = old;
    PgException translated = translate(error);
    String name = translated.constraint();
    if (!translated.sqlState().equals("23505") || name == null) {
      return translated;
    }
    return new PgException("23505", "could not create unique index \"" + name + "\"")
        .on(translated.schema(), translated.table(), null, name);
  }

  private static PgException other(String message) {
    if (message.contains("Recursion limit")) {
      return PgException.tooNested();
    }
    Matcher limit = LIMIT.matcher(message);
    if (limit.find()) {
      return PgException.unsupported(
          "a statement beyond a limit of SQLite (" + limit.group() + ")");
    }
    if (message.contains("non-deterministic functions prohibited in")) {
      return changing(message);
    }
    if (message.contains("subqueries prohibited in")) {
      return PgException.unsupported("an array or query in what a table keeps of expressions");
    }
    if (message.contains("integer overflow")) {
      return new PgException("22003", "bigint out of range");
    }
    if (message.contains("sub-select returns")) {
      return new PgException("42601", "subquery must return only one column");
    }
    return new PgException("XX000", "the SQLite backend failed: " + message);
  }

  /** A function whose answer may change, in DDL. */
  private static PgException changing(String message) {
    if (message.contains("generated columns")) {
      return new PgException("42P17", "generation expression is not immutable");
    }
    if (message.contains("index expressions")) {
      return new PgException("42P17", "functions in index expression must be marked IMMUTABLE");
    }
    if (message.contains("partial index")) {
      return new PgException("42P17", "functions in index predicate must be marked IMMUTABLE");
    }
    return PgException.unsupported("a CHECK constraint with a function whose answer may change");
  }

  private PgException unique(String message) {
    Matcher index = INDEX.matcher(message);
    if (index.find()) {
      for (Relation relation : catalog.relations()) {
        if (relation.sqlite().equals(Names.quote(index.group(1)))) {
          Table table =
              relation instanceof Relation.Index known ? catalog.table(known.table()) : null;
          return duplicate(relation.schema(), table == null ? null : table.name(), relation.name());
        }
      }
    }
    for (Table table : catalog.tables()) {
      Set<String> columns = columns(table, message);
      if (columns != null) {
        for (Relation.Index candidate : catalog.indexes(table.key())) {
          if (candidate.unique()
              && isNew(candidate)
              && columns.equals(new HashSet<>(candidate.columns()))) {
            return duplicate(table.schema(), table.name(), candidate.name());
          }
        }
      }
    }
    return new PgException("23505", "duplicate key value violates unique constraint");
  }

  private boolean isNew(Relation.Index index) {
    return before == null || before.relation(index.key()) == null;
  }

  private static PgException duplicate(String schema, @Nullable String table, String name) {
    return new PgException(
            "23505", "duplicate key value violates unique constraint \"" + name + "\"")
        .on(schema, table, null, name);
  }

  /** The columns of a table that a message lists as {@code table.column, table.column}. */
  private static @Nullable Set<String> columns(Table table, String message) {
    Matcher list = COLUMNS.matcher(message);
    if (!list.find()) {
      return null;
    }
    String prefix = bare(table.sqlite()) + ".";
    Set<String> names = new HashSet<>();
    for (String part : list.group(1).split(", ")) {
      boolean mine = false;
      for (var column : table.columns()) {
        if (part.strip().equals(prefix + bare(Names.column(column.name())))) {
          names.add(column.name());
          mine = true;
        }
      }
      if (!mine) {
        return null;
      }
    }
    return names;
  }

  private static String bare(String quoted) {
    return quoted.substring(1, quoted.length() - 1).replace("``", "`");
  }

  private PgException notNull(String message) {
    for (Table table : catalog.tables()) {
      Set<String> columns = columns(table, message);
      if (columns != null && columns.size() == 1) {
        String column = columns.iterator().next();
        return new PgException(
                "23502",
                "null value in column \""
                    + column
                    + "\" of relation \""
                    + table.name()
                    + "\" violates not-null constraint")
            .on(table.schema(), table.name(), column, null);
      }
    }
    return new PgException("23502", "null value violates not-null constraint");
  }

  private PgException check(String message) {
    int domain = message.indexOf(Domains.MARK);
    if (domain >= 0) {
      String failure = message.substring(domain + Domains.MARK.length());
      String text = failure.substring(6).replaceFirst("\\)$", "");
      return ErrorFields.of(new PgException(failure.substring(0, 5), text), catalog);
    }

    Matcher name = COLUMNS.matcher(message);
    String constraint = name.find() ? name.group(1).strip() : "";
    for (Table table : changedFirst()) {
      Constraint found = table.constraint(constraint);
      if (found != null) {
        return new PgException(
                "23514",
                "new row for relation \""
                    + table.name()
                    + "\" violates check constraint \""
                    + constraint
                    + "\"")
            .on(table.schema(), table.name(), null, constraint);
      }
    }
    return new PgException("23514", "new row violates check constraint \"" + constraint + "\"");
  }

  /** Two tables may have constraints of one name. */
  private List<Table> changedFirst() {
    List<Table> tables = new ArrayList<>();
    Table changed = change == null ? null : catalog.table(change.table());
    if (changed != null) {
      tables.add(changed);
    }
    tables.addAll(catalog.tables());
    return tables;
  }
}
