// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DDL: the catalogue afterwards, SQLite's statements, and a line in the log of DDL. */
final class Definitions {

  private final Resolver resolver;
  private final String text;
  private final List<String> steps = new ArrayList<>();
  private final Map<String, @Nullable Long> restarts = new HashMap<>();
  private @Nullable Catalog after;

  Definitions(Resolver resolver, String text) {
    this.resolver = resolver;
    this.text = text;
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
    steps.add(sql);
  }

  void restart(String key, @Nullable Long value) {
    restarts.put(key, value);
  }

  Plan plan(Ddl ddl) {
    String tag = tag(ddl);
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
      small(ddl);
    }
    if (!resolver.context().parameters().isEmpty()) {
      throw PgException.unsupported("a parameter in " + tag);
    }
    List<Step> all = new ArrayList<>();
    steps.forEach(sql -> all.add(Analyzer.step(sql, Step.Role.SILENT)));
    if (after != null) {
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
        new CatalogChange(after, restarts));
  }

  private static String tag(Ddl ddl) {
    if (ddl instanceof Ddl.Drop drop) {
      return "DROP " + drop.kind().toUpperCase(java.util.Locale.ROOT);
    }
    if (ddl instanceof Ddl.CreateTable create && create.source() != null) {
      return "SELECT";
    }
    if (ddl instanceof Ddl.Truncate) {
      return "TRUNCATE TABLE";
    }
    if (ddl instanceof Ddl.CreateEnum) {
      return "CREATE TYPE";
    }
    if (ddl instanceof Ddl.AddEnumValue) {
      return "ALTER TYPE";
    }
    if (ddl instanceof Ddl.Rename rename) {
      return "ALTER " + rename.kind().toUpperCase(java.util.Locale.ROOT);
    }
    return ddl.getClass()
        .getSimpleName()
        .replaceAll("(?<=.)([A-Z])", " $1")
        .toUpperCase(java.util.Locale.ROOT);
  }

  private void small(Ddl ddl) {
    if (ddl instanceof Ddl.CreateExtension create) {
      extension(create);
    } else if (ddl instanceof Ddl.CreateSchema create) {
      schema(create);
    } else if (ddl instanceof Ddl.CreateEnum create) {
      enumType(create);
    } else if (ddl instanceof Ddl.AddEnumValue add) {
      enumValue(add);
    } else if (ddl instanceof Ddl.CreateView create) {
      view(create);
    } else if (ddl instanceof Ddl.CreateSequence create) {
      new SequenceDefinitions(this).create(create);
    } else if (ddl instanceof Ddl.AlterSequence alter) {
      new SequenceDefinitions(this).alter(alter);
    } else if (ddl instanceof Ddl.Rename rename) {
      rename(rename);
    } else if (ddl instanceof Ddl.Comment comment) {
      comment(comment);
    }
  }

  private void extension(Ddl.CreateExtension create) {
    if (catalog().extensions().contains(create.name())) {
      if (!create.ifNotExists()) {
        throw new PgException("42710", "extension \"" + create.name() + "\" already exists");
      }
      return;
    }
    if (!List.of("vector", "pgcrypto", "plpgsql").contains(create.name())) {
      throw PgException.unsupported("extension " + create.name()).at(create.position());
    }
    become(catalog().extension(create.name(), true));
  }

  private void schema(Ddl.CreateSchema create) {
    if (catalog().schemas().contains(create.name())) {
      if (!create.ifNotExists()) {
        throw new PgException("42P06", "schema \"" + create.name() + "\" already exists");
      }
      return;
    }
    if (create.name().startsWith("pg_")) {
      throw new PgException("42939", "unacceptable schema name \"" + create.name() + "\"")
          .detail("The prefix \"pg_\" is reserved for system schemas.");
    }
    become(catalog().schema(create.name(), true));
  }

  /** The schema that a new object goes to. */
  String schemaOf(QualifiedName name) {
    String schema = name.schema() == null ? resolver.context().path().get(0) : name.schema();
    if (!catalog().schemas().contains(schema)) {
      throw new PgException("3F000", "schema \"" + schema + "\" does not exist")
          .at(name.position());
    }
    return schema;
  }

  /** Whether a name is free; an existing one is an error, or skipped on IF NOT EXISTS. */
  boolean isFree(String schema, String name, boolean ifNotExists) {
    if (catalog().relation(Names.key(schema, name)) == null) {
      return true;
    }
    if (ifNotExists) {
      return false;
    }
    throw new PgException("42P07", "relation \"" + name + "\" already exists");
  }

  private void enumType(Ddl.CreateEnum create) {
    String schema = schemaOf(create.name());
    String name = create.name().name();
    if (catalog().findEnum(schema, name, List.of()) != null || Types.byName(name) != null) {
      throw new PgException("42710", "type \"" + name + "\" already exists")
          .at(create.name().position());
    }
    PgType type = Types.enumType(catalog().nextOid(), name, create.labels());
    become(catalog().with(new Catalog.EnumType(schema, type, List.copyOf(create.labels()))));
  }

  private void enumValue(Ddl.AddEnumValue add) {
    Catalog.EnumType found =
        catalog().findEnum(add.name().schema(), add.name().name(), resolver.context().path());
    if (found == null) {
      throw new PgException("42704", "type \"" + add.name() + "\" does not exist")
          .at(add.name().position());
    }
    if (found.labels().contains(add.label())) {
      if (!add.ifNotExists()) {
        throw new PgException("42710", "enum label \"" + add.label() + "\" already exists");
      }
      return;
    }
    throw PgException.unsupported("ALTER TYPE ... ADD VALUE");
  }

  private void view(Ddl.CreateView create) {
    String schema = schemaOf(create.name());
    String name = create.name().name();
    Relation existing = catalog().relation(Names.key(schema, name));
    if (existing != null && !(create.replace() && existing instanceof Relation.View)) {
      throw new PgException("42P07", "relation \"" + name + "\" already exists");
    }
    Query query = resolver.queries().resolve(create.query(), null);
    List<Column> columns = new ArrayList<>();
    for (Scope.Item item : query.items("", create.columns())) {
      columns.add(Column.of(item.name(), item.type(), item.typmod()));
    }
    if (existing instanceof Relation.View old) {
      checkReplacement(old, columns);
    }
    int oid = existing == null ? catalog().nextOid() : existing.oid();
    become(
        catalog()
            .with(
                new Relation.View(
                    schema, name, oid, columns, create.query(), resolver.context().path())));
  }

  private static void checkReplacement(Relation.View old, List<Column> columns) {
    if (columns.size() < old.columns().size()) {
      throw new PgException("42P16", "cannot drop columns from view");
    }
    for (int i = 0; i < old.columns().size(); i++) {
      Column before = old.columns().get(i);
      if (!before.name().equals(columns.get(i).name())) {
        throw new PgException(
            "42P16",
            "cannot change name of view column \""
                + before.name()
                + "\" to \""
                + columns.get(i).name()
                + "\"");
      }
      if (!before.type().equals(columns.get(i).type())) {
        throw new PgException(
            "42P16",
            "cannot change data type of view column \""
                + before.name()
                + "\" from "
                + before.type()
                + " to "
                + columns.get(i).type());
      }
    }
  }

  private void rename(Ddl.Rename rename) {
    Relation relation =
        catalog().find(rename.name().schema(), rename.name().name(), resolver.context().path());
    if (relation == null && rename.ifExists()) {
      return;
    }
    if (!(relation instanceof Relation.Index index) || !rename.kind().equals("index")) {
      throw PgException.unsupported(
          "ALTER " + rename.kind().toUpperCase(java.util.Locale.ROOT) + " ... RENAME");
    }
    isFree(index.schema(), rename.to(), false);
    Relation.Index renamed =
        new Relation.Index(
            index.schema(),
            rename.to(),
            index.oid(),
            index.table(),
            index.unique(),
            index.method(),
            index.keys(),
            index.columns(),
            index.where(),
            index.real());
    become(catalog().without(index.key()).with(renamed));
    if (index.real()) {
      run("DROP INDEX " + index.sqlite());
      new SqliteSchema(this).createIndex(renamed);
    }
  }

  private void comment(Ddl.Comment comment) {
    boolean column = comment.kind().equals("column");
    int last = comment.names().size() - (column ? 2 : 1);
    if (last < 0) {
      throw new PgException("42601", "column name must be qualified").at(comment.position());
    }
    String schema = last > 0 ? comment.names().get(last - 1) : null;
    Relation relation =
        resolver
            .context()
            .relation(new QualifiedName(schema, comment.names().get(last), comment.position()));
    String name = comment.names().get(comment.names().size() - 1);
    if (column && relation instanceof Table table && table.column(name) == null) {
      throw new PgException(
          "42703", "column \"" + name + "\" of relation \"" + table.name() + "\" does not exist");
    }
  }
}
