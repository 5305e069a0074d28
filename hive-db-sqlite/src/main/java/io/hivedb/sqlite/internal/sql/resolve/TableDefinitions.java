// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.ChosenNames;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** CREATE TABLE. */
final class TableDefinitions {

  static final String TOO_MANY_NAMES = "too many column names were specified";

  private final Definitions definitions;
  private final SqliteSchema schema;

  TableDefinitions(Definitions definitions) {
    this.definitions = definitions;
    this.schema = new SqliteSchema(definitions);
  }

  void create(Ddl.CreateTable create) {
    boolean named = Catalog.TEMPORARY.equals(create.name().schema());
    boolean temporary = create.temporary() || named;
    String schemaName =
        temporary
            ? definitions.temporarySchema(create.name())
            : definitions.schemaOf(create.name());
    Table.Traits traits =
        temporary ? new Table.Traits(true, create.onCommit(), null, false) : Table.Traits.NONE;
    String name = create.name().name();
    if (!definitions.isFree(schemaName, name, create.ifNotExists())) {
      return;
    }
    definitions.checkTypeIsFree(schemaName, name);
    if (create.source() != null) {
      createAs(create, schemaName, traits);
      return;
    }
    Table table =
        new Table(
            schemaName,
            name,
            definitions.catalog().nextOid(schemaName),
            List.of(),
            List.of(),
            traits);
    definitions.become(definitions.catalog().with(table));
    table = table.withColumns(columns(create, table));
    definitions.become(definitions.catalog().with(table));
    List<Ddl.TableConstraint> all = new ArrayList<>();
    create.columns().forEach(column -> all.addAll(column.constraints()));
    all.addAll(create.constraints());
    table = constraints(table, DistinctKeys.of(all), create.columns());
    for (Ddl.Like like : create.like()) {
      table = new LikeClauses(definitions, this).rest(like, table);
    }
    checkDefaults(table);
    definitions.run(schema.table(table));
    schema.indexes().createAll(table);
  }

  private List<Column> columns(Ddl.CreateTable create, Table table) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i <= create.columns().size(); i++) {
      for (Ddl.Like like : create.like()) {
        if (like.columns() == i) {
          columns.addAll(new LikeClauses(definitions, this).columns(like, table));
        }
      }
      if (i < create.columns().size()) {
        columns.add(new ColumnDefinitions(definitions).column(table, create.columns().get(i)));
      }
    }
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.name())) {
        throw twice(column.name());
      }
    }
    return columns;
  }

  private static PgException twice(String column) {
    return new PgException("42701", "column \"" + column + "\" specified more than once");
  }

  /** The columns of a table or view that a query makes. */
  static List<Column> ofQuery(Query query, List<String> names, String tooMany) {
    if (names.size() > query.outputs().size()) {
      throw new PgException("42601", tooMany);
    }
    List<Column> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Scope.Item item : query.items("", names)) {
      if (!seen.add(item.name())) {
        throw twice(item.name());
      }
      columns.add(Column.of(item.name(), item.type(), item.typmod()));
    }
    return columns;
  }

  /** Resolves defaults once, so that a wrong one fails now. */
  private void checkDefaults(Table table) {
    Modifications modifications = new Modifications(definitions.resolver());
    for (Column column : table.columns()) {
      if (column.defaultValue() != null) {
        modifications.defaultValue(column);
      }
    }
  }

  /** Adds constraints to a table and their indexes to the catalogue. */
  Table constraints(
      Table table, List<Ddl.TableConstraint> all, List<Ddl.ColumnDefinition> columns) {
    Table result = table;
    for (Ddl.TableConstraint constraint : all) {
      result = constraint(result, constraint);
      definitions.become(definitions.catalog().with(result));
    }
    for (Ddl.ColumnDefinition column : columns) {
      if (column.generated() != null) {
        Subqueries.refuse(column.generated(), "column generation expression");
        refuseGenerated(result, column.generated());
        schema.expression(result, column.generated(), "column generation expression");
      }
    }
    return result;
  }

  private static void refuseGenerated(Table table, Expr expr) {
    for (Column column : table.columns()) {
      if (column.generated() != null && SqliteSchema.mentions(expr, column.name())) {
        throw new PgException(
                "42P17",
                "cannot use generated column \""
                    + column.name()
                    + "\" in column generation expression")
            .detail("A generated column cannot reference another generated column.");
      }
    }
  }

  Table constraint(Table table, Ddl.TableConstraint definition) {
    for (String column : definition.columns()) {
      if (table.column(column) == null) {
        throw missing(table, definition, column);
      }
    }
    return switch (definition.kind()) {
      case "primary", "unique" -> key(table, definition);
      case "check" -> check(table, definition);
      case "not null" -> NotNullNames.add(table, definition);
      default ->
          new ForeignKeys(definitions).add(table, definition, freeName(table, definition, "fkey"));
    };
  }

  private static PgException missing(Table table, Ddl.TableConstraint definition, String column) {
    String what =
        switch (definition.kind()) {
          case "foreign" -> " referenced in foreign key constraint does not exist";
          case "not null" -> " of relation \"" + table.name() + "\" does not exist";
          default -> " named in key does not exist";
        };
    PgException missing = new PgException("42703", "column \"" + column + "\"" + what);
    return definition.kind().equals("not null") ? missing : missing.at(definition.position());
  }

  private Table key(Table table, Ddl.TableConstraint definition) {
    boolean primary = definition.kind().equals("primary");
    if (primary && table.primaryKey() != null) {
      throw new PgException(
              "42P16", "multiple primary keys for table \"" + table.name() + "\" are not allowed")
          .at(definition.position());
    }
    for (String column : definition.key().include()) {
      Included.check(table, column);
    }
    for (String column : definition.columns()) {
      VirtualColumns.refuseKey(table, column, primary ? "primary key" : "unique");
      IndexDefinitions.requireOrder(Objects.requireNonNull(table.column(column)).type(), "btree");
    }
    String name =
        definition.name() != null
            ? definition.name()
            : SequenceDefinitions.freeName(
                definitions,
                table,
                primary ? List.of() : definition.columns(),
                primary ? "pkey" : "key");
    definitions.isFree(table.schema(), name, false);
    Constraint.Kind kind = primary ? Constraint.Kind.PRIMARY : Constraint.Kind.UNIQUE;
    Constraint constraint =
        new Constraint(name, kind, definition.columns(), null, null, List.of(), "");
    Table result = with(table, constraint);
    if (primary) {
      for (String column : definition.columns()) {
        result = result.with(Objects.requireNonNull(result.column(column)).notNull(true));
      }
    }
    Relation.Index index =
        new Relation.Index(
            table.schema(),
            name,
            definitions.catalog().nextOid(table.schema()),
            table.key(),
            true,
            "btree",
            List.of(),
            definition.columns(),
            null,
            true,
            List.of(),
            List.of(),
            definition.key().nullsNotDistinct(),
            definition.key().include());
    definitions.become(definitions.catalog().with(index));
    return result;
  }

  static Table with(Table table, Constraint constraint) {
    if (table.constraint(constraint.name()) != null) {
      throw new PgException(
          "42710",
          "constraint \""
              + constraint.name()
              + "\" for relation \""
              + table.name()
              + "\" already exists");
    }
    List<Constraint> all = new ArrayList<>(table.constraints());
    all.add(constraint);
    return table.withConstraints(all);
  }

  private Table check(Table table, Ddl.TableConstraint definition) {
    Expr condition = Objects.requireNonNull(definition.check());
    Subqueries.refuse(condition, "check constraint");
    schema.condition(table, condition);
    List<String> mentioned =
        table.columns().stream()
            .map(Column::name)
            .filter(c -> SqliteSchema.mentions(condition, c))
            .toList();
    String name =
        definition.name() != null
            ? definition.name()
            : freeName(table, mentioned.size() == 1 ? mentioned : List.of(), "check");
    Constraint check =
        new Constraint(name, Constraint.Kind.CHECK, mentioned, condition, null, List.of(), "");
    return with(table, definition.validated() ? check : check.notValid());
  }

  private static String freeName(Table table, Ddl.TableConstraint definition, String suffix) {
    return definition.name() != null
        ? definition.name()
        : freeName(table, definition.columns(), suffix);
  }

  private static String freeName(Table table, List<String> columns, String suffix) {
    return ChosenNames.of(table.name(), columns, suffix, name -> table.constraint(name) != null);
  }

  private void createAs(Ddl.CreateTable create, String schemaName, Table.Traits traits) {
    Query query =
        definitions.resolver().queries().resolve(Objects.requireNonNull(create.source()), null);
    List<Column> columns =
        Collations.derived(ofQuery(query, create.sourceColumns(), TOO_MANY_NAMES), definitions);
    String names =
        columns.stream().map(c -> Names.column(c.name())).collect(Collectors.joining(", "));
    int oid = definitions.catalog().nextOid(schemaName);
    Table table = new Table(schemaName, create.name().name(), oid, columns, List.of(), traits);
    definitions.become(definitions.catalog().with(table));
    definitions.run(schema.table(table));
    if (create.withData()) {
      definitions.count("INSERT INTO " + table.sqlite() + " (" + names + ") " + query.render());
    }
  }
}
