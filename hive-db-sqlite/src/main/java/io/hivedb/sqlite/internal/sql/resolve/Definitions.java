// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.RoleDdl;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** DDL: the catalogue afterwards, SQLite's statements, and a line in the log of DDL. */
final class Definitions {

  private static final Pattern MISSING =
      Pattern.compile("relation \"(?:([^\".]+)\\.)?[^\".]+\" does not exist");

  private final Resolver resolver;
  private final String text;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, @Nullable Long> restarts = new HashMap<>();
  private final Map<String, String> moves = new HashMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private @Nullable Catalog after;

  Definitions(Resolver resolver, String text) {
    this.resolver = resolver;
    this.text = text;
  }

  /** The text of the statement. */
  String text() {
    return text;
  }

  Resolver resolver() {
    return resolver;
  }

  Catalog catalog() {
    return after == null ? resolver.context().catalog() : after;
  }

  void become(Catalog catalog) {
    after = catalog;
  }

  void run(String sql) {
    steps.add(Analyzer.step(sql, Step.Role.SILENT));
  }

  /** Runs what another definition of the same statement would. */
  void runAll(Definitions other) {
    steps.addAll(other.steps);
  }

  /** The same for a statement whose rows the client is told the number of. */
  void count(String sql) {
    steps.add(Analyzer.step(sql, Step.Role.COUNT));
  }

  /** A sequence gets another key, and keeps its value. */
  void move(String from, String to) {
    moves.put(from, to);
  }

  /** Tells the client something. */
  void tell(Notice notice) {
    notices.add(notice);
  }

  /** Tells that something is not done, and why. */
  void skip(String sqlState, String why) {
    tell(Notice.skipping(sqlState, why));
  }

  void restart(String key, @Nullable Long value) {
    restarts.put(key, value);
  }

  private void define(Ddl ddl) {
    if (ddl instanceof Ddl.Truncate truncate) {
      new Truncation(this).truncate(truncate);
    } else if (ddl instanceof Ddl.CreateTable create) {
      new TableDefinitions(this).create(create);
    } else if (ddl instanceof Ddl.AlterTable alter) {
      new Alterations(this).alter(alter);
    } else if (ddl instanceof Ddl.CreateIndex create) {
      new IndexDefinitions(this).create(create);
    } else if (ddl instanceof Ddl.Drop drop) {
      new Drops(this).drop(drop);
    } else {
      new SmallDefinitions(this).define(ddl);
    }
  }

  /** PostgreSQL looks for the schema first, and does not say where the name stands. */
  private PgException ofMissingTable(PgException error) {
    Matcher qualified = MISSING.matcher(error.text());
    if (!error.sqlState().equals("42P01") || !qualified.matches()) {
      return error;
    }
    String schema = qualified.group(1);
    return schema == null || catalog().schemas().contains(schema)
        ? error.nowhere()
        : new PgException("3F000", "schema \"" + schema + "\" does not exist");
  }

  Plan plan(Ddl ddl) {
    String tag = tag(ddl);
    try {
      define(ddl);
    } catch (PgException e) {
      throw ddl instanceof Ddl.CreateTable
              || ddl instanceof Ddl.CreateMaterializedView
              || ddl instanceof Ddl.CreateView
          ? e
          : ofMissingTable(e);
    }
    if (resolver.context().areBound(steps)) {
      throw PgException.unsupported("a parameter in " + tag);
    }
    if (after != null) {
      after = Tuning.of(ddl, after, resolver.context().path());
      after = after.with(after.comments().kept(after));
    }
    List<Step> all = new ArrayList<>(steps);
    Catalog before = resolver.context().catalog();
    if (after != null && isLogged(before, after)) {
      String path = String.join(",", resolver.context().path());
      String log =
          "INSERT INTO "
              + CatalogChange.LOG
              + " (path, sql) VALUES ("
              + Names.literal(path)
              + ", "
              + Names.literal(text)
              + ")";
      all.add(Analyzer.step(log, Step.Role.SILENT));
    }
    boolean nothing = all.isEmpty() && restarts.isEmpty();
    return new Plan(
        nothing ? Plan.Kind.NOTHING : Plan.Kind.DDL,
        tag,
        all,
        List.of(),
        List.of(),
        !all.isEmpty(),
        new CatalogChange(after, restarts, moves, List.copyOf(notices)));
  }

  /** Temporary objects are of one session, and not of the file. */
  private static boolean isLogged(Catalog before, Catalog after) {
    if (before.temporaries().isEmpty() && after.temporaries().isEmpty()) {
      return true;
    }
    boolean shared = !after.isSharedSame(before);
    if (shared && !after.temporaries().equals(before.temporaries())) {
      throw PgException.unsupported("one statement that changes temporary and other objects");
    }
    return shared;
  }

  private static String tag(Ddl ddl) {
    if (ddl instanceof Ddl.Drop drop) {
      return "DROP " + drop.kind().toUpperCase(Locale.ROOT);
    }
    if (ddl instanceof RoleDdl role) {
      return role.tag();
    }
    if (ddl instanceof Ddl.CreateRoutine create) {
      return create.definition().procedure() ? "CREATE PROCEDURE" : "CREATE FUNCTION";
    }
    if (ddl instanceof Ddl.DropRoutines drop) {
      return "DROP " + drop.kind().toUpperCase(Locale.ROOT);
    }
    if (ddl instanceof Ddl.AlterRoutine alter) {
      return "ALTER " + alter.kind().toUpperCase(Locale.ROOT);
    }
    if (ddl instanceof Ddl.OfRoutines routines) {
      return routines.tag();
    }
    if (ddl instanceof Ddl.RenameTrigger) {
      return "ALTER TRIGGER";
    }
    boolean filled =
        (ddl instanceof Ddl.CreateTable create && create.source() != null)
            || (ddl instanceof Ddl.CreateMaterializedView view && view.withData());
    if (filled) {
      return "SELECT";
    }
    if (ddl instanceof Ddl.Truncate) {
      return "TRUNCATE TABLE";
    }
    if (ddl instanceof Ddl.CreateEnum) {
      return "CREATE TYPE";
    }
    if (ddl instanceof Ddl.AddEnumValue || ddl instanceof Ddl.RenameEnumValue) {
      return "ALTER TYPE";
    }
    if (ddl instanceof Ddl.Unchanged change) {
      return "ALTER " + change.kind().toUpperCase(Locale.ROOT);
    }
    if (ddl instanceof Ddl.Rename rename) {
      return "ALTER " + rename.kind().toUpperCase(Locale.ROOT);
    }
    return ddl.getClass()
        .getSimpleName()
        .replaceAll("(?<=.)([A-Z])", " $1")
        .toUpperCase(Locale.ROOT);
  }

  /** The schema that a new object goes to. */
  String schemaOf(QualifiedName name) {
    List<String> path = resolver.context().path();
    if (name.schema() == null && path.isEmpty()) {
      throw new PgException("3F000", "no schema has been selected to create in")
          .at(name.position());
    }
    String schema = name.schema() == null ? path.get(0) : name.schema();
    if (schema.equals("pg_catalog")) {
      throw PgException.unsupported("CREATE in the schema pg_catalog");
    }
    if (schema.equals(Catalog.TEMPORARY)) {
      return temporarySchema();
    }
    if (!catalog().schemas().contains(schema)) {
      throw new PgException("3F000", "schema \"" + schema + "\" does not exist")
          .at(name.position());
    }
    return schema;
  }

  /** The schema of a temporary object, which no other schema may be named with. */
  String temporarySchema(QualifiedName name) {
    if (name.schema() != null && !name.schema().equals(Catalog.TEMPORARY)) {
      throw new PgException("42P16", "cannot create temporary relation in non-temporary schema")
          .at(name.position());
    }
    return temporarySchema();
  }

  private String temporarySchema() {
    String schema = catalog().temporarySchema();
    if (schema == null) {
      throw PgException.unsupported("a temporary object here");
    }
    return schema;
  }

  /** PostgreSQL makes a view of temporary tables temporary; a materialized one is an error. */
  void refuseTemporaries(Select query) {
    for (Relation relation : catalog().temporaries()) {
      String text = query.toString();
      if (text.contains("name=" + relation.name() + ",")
          || text.contains("name=" + Catalog.TEMPORARY + "." + relation.name() + ",")) {
        throw PgException.unsupported("a view of a temporary table");
      }
    }
  }

  /** PostgreSQL's error for a type of that name; tables and views are types, too. */
  void checkTypeIsFree(String schema, String name) {
    Relation relation = catalog().relation(Names.key(schema, name));
    boolean taken =
        catalog().findEnum(schema, name, List.of()) != null
            || catalog().findDomain(schema, name, List.of()) != null
            || relation instanceof Table
            || relation instanceof Relation.View;
    if (taken) {
      throw new PgException("42710", "type \"" + name + "\" already exists");
    }
  }

  /** Whether a name is free; an existing one is an error, or skipped on IF NOT EXISTS. */
  boolean isFree(String schema, String name, boolean ifNotExists) {
    if (catalog().relation(Names.key(schema, name)) == null) {
      return true;
    }
    if (ifNotExists) {
      skip("42P07", "relation \"" + name + "\" already exists");
      return false;
    }
    throw new PgException("42P07", "relation \"" + name + "\" already exists");
  }
}
