// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.List;
import java.util.Objects;

/** Materialized views: tables that only REFRESH fills. */
final class MaterializedViews {

  private final Definitions definitions;

  MaterializedViews(Definitions definitions) {
    this.definitions = definitions;
  }

  void create(Ddl.CreateMaterializedView create) {
    String schema = definitions.schemaOf(create.name());
    String name = create.name().name();
    if (!definitions.isFree(schema, name, create.ifNotExists())) {
      return;
    }
    definitions.checkTypeIsFree(schema, name);
    Query query = definitions.resolver().queries().resolve(create.query(), null);
    List<Column> columns =
        Collations.derived(
            TableDefinitions.ofQuery(query, create.columns(), TableDefinitions.TOO_MANY_NAMES),
            definitions);
    Table.Materialized materialized =
        new Table.Materialized(
            create.query(), definitions.resolver().context().path(), create.withData());
    Table table =
        new Table(
            schema,
            name,
            definitions.catalog().nextOid(),
            columns,
            List.of(),
            new Table.Traits(false, "", materialized, false));
    definitions.refuseTemporaries(create.query());
    definitions.become(definitions.catalog().with(table));
    definitions.run(new SqliteSchema(definitions).table(table));
    if (create.withData()) {
      definitions.count("INSERT INTO " + table.sqlite() + " " + query.render());
    }
  }

  void refresh(Ddl.RefreshMaterializedView refresh) {
    Table table = find(refresh.name());
    Table.Materialized before = Objects.requireNonNull(table.materialized());
    if (refresh.concurrently() && !refresh.withData()) {
      throw new PgException(
          "42601", "CONCURRENTLY and WITH NO DATA options cannot be used together");
    }
    if (refresh.concurrently()) {
      checkConcurrently(table, before);
    }
    definitions.run("DELETE FROM " + table.sqlite());
    if (refresh.withData()) {
      Query query = definitions.resolver().queries().resolve(before.query(), null);
      query.settle();
      definitions.run("INSERT INTO " + table.sqlite() + " " + query.render());
    }
    if (before.populated() != refresh.withData()) {
      Table.Materialized after =
          new Table.Materialized(before.query(), before.path(), refresh.withData());
      Table changed = table.with(new Table.Traits(false, "", after, false));
      definitions.become(definitions.catalog().with(changed));
    }
  }

  private void checkConcurrently(Table table, Table.Materialized before) {
    if (!before.populated()) {
      throw new PgException(
          "0A000", "CONCURRENTLY cannot be used when the materialized view is not populated");
    }
    boolean unique =
        definitions.catalog().indexes(table.key()).stream()
            .anyMatch(i -> i.unique() && i.where() == null && !i.columns().isEmpty());
    if (!unique) {
      throw new PgException(
              "55000",
              "cannot refresh materialized view \""
                  + table.schema()
                  + "."
                  + table.name()
                  + "\" concurrently")
          .hint(
              "Create a unique index with no WHERE clause on one or more columns of the"
                  + " materialized view.");
    }
  }

  private Table find(QualifiedName name) {
    Relation relation =
        definitions.resolver().context().relation(new QualifiedName(name.schema(), name.name(), 0));
    if (relation instanceof Table table && table.materialized() != null) {
      return table;
    }
    throw new PgException("0A000", "\"" + name.name() + "\" is not a materialized view");
  }

  /** PostgreSQL's error for a view that was never filled. */
  static void checkPopulated(Table table) {
    Table.Materialized materialized = table.materialized();
    if (materialized != null && !materialized.populated()) {
      throw new PgException(
              "55000", "materialized view \"" + table.name() + "\" has not been populated")
          .hint("Use the REFRESH MATERIALIZED VIEW command.");
    }
  }
}
