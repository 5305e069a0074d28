// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The actions of ALTER TABLE that change constraints. */
final class ConstraintChanges {

  private final Definitions definitions;
  private final SqliteSchema schema;

  ConstraintChanges(Definitions definitions) {
    this.definitions = definitions;
    this.schema = new SqliteSchema(definitions);
  }

  void add(Table table, Ddl.TableConstraint definition) {
    if (definition.key().using() != null) {
      new IndexConstraints(definitions).add(table, definition);
      return;
    }
    TableDefinitions tables = new TableDefinitions(definitions);
    Table changed = tables.constraint(table, definition);
    if (definition.kind().equals("not null")) {
      addNotNull(table, changed, definition.columns().get(0));
      return;
    }
    definitions.become(definitions.catalog().with(changed));
    Constraint added = changed.constraints().get(changed.constraints().size() - 1);
    if (added.isKey()) {
      for (String column :
          added.kind() == Constraint.Kind.PRIMARY ? added.columns() : List.<String>of()) {
        refuseNulls(changed, column);
      }
      Relation.Index index =
          (Relation.Index)
              Objects.requireNonNull(
                  definitions.catalog().relation(Names.key(table.schema(), added.name())));
      schema.indexes().create(index);
    } else if (added.check() != null) {
      String message =
          "check constraint \""
              + added.name()
              + "\" of relation \""
              + table.name()
              + "\" is violated by some row";
      boolean validated = definition.validated();
      String holds =
          validated
              ? schema.checked(changed, added.check())
              : schema.condition(changed, added.check());
      String condition = "NOT " + holds;
      if (validated) {
        refuseRows(changed, condition, "23514", message);
      } else {
        refuseRows(changed, condition, "0A000", INVALID);
      }
    } else if (definition.validated()) {
      refuseOrphans(changed, added, null);
    } else {
      refuseOrphans(changed, added, INVALID);
    }
    if (!added.isKey() || added.kind() == Constraint.Kind.PRIMARY) {
      schema.redefine(changed);
    }
  }

  private void addNotNull(Table before, Table table, String column) {
    definitions.become(definitions.catalog().with(table));
    if (!Alterations.require(before, column).notNull()) {
      refuseNulls(table, column);
      schema.redefine(table);
    }
  }

  /** SQLite checks less often than PostgreSQL what a row violates already. */
  private static final String INVALID = "NOT VALID where rows violate the constraint";

  void validate(Table table, String name) {
    Constraint constraint = table.constraint(name);
    if (constraint == null) {
      throw missing(table, name);
    }
    if (constraint.isKey()) {
      throw new PgException(
          "42809",
          "cannot validate constraint \"" + name + "\" of relation \"" + table.name() + "\"");
    }
    if (constraint.check() != null) {
      schema.checked(table, constraint.check());
    }
    List<Constraint> others = new ArrayList<>(table.constraints());
    others.replaceAll(c -> c.equals(constraint) ? c.validated() : c);
    definitions.become(definitions.catalog().with(table.withConstraints(others)));
  }

  private static PgException missing(Table table, String name) {
    return new PgException(
        "42704", "constraint \"" + name + "\" of relation \"" + table.name() + "\" does not exist");
  }

  private void refuseOrphans(Table table, Constraint added, @Nullable String refusal) {
    Table parent =
        Objects.requireNonNull(
            definitions.catalog().table(Objects.requireNonNull(added.referenced())));
    StringBuilder match = new StringBuilder();
    StringBuilder present = new StringBuilder();
    for (int i = 0; i < added.columns().size(); i++) {
      String mine = table.sqlite() + "." + Names.column(added.columns().get(i));
      match
          .append(i == 0 ? "" : " AND ")
          .append("p.")
          .append(Names.column(added.referencedColumns().get(i)))
          .append(" = ")
          .append(mine);
      present.append(mine).append(" IS NOT NULL AND ");
    }
    String message =
        "insert or update on table \""
            + table.name()
            + "\" violates foreign key constraint \""
            + added.name()
            + "\"";
    refuseRows(
        table,
        present + "NOT EXISTS (SELECT 1 FROM " + parent.sqlite() + " AS p WHERE " + match + ")",
        refusal == null ? "23503" : "0A000",
        refusal == null ? message : refusal);
  }

  void refuseNulls(Table table, String column) {
    String message =
        "column \"" + column + "\" of relation \"" + table.name() + "\" contains null values";
    refuseRows(table, Names.column(column) + " IS NULL", "23502", message);
  }

  /** Fails when there is such a row; an UPDATE, since a SELECT would not be run for its effect. */
  void refuseRows(Table table, String condition, String state, String message) {
    String column =
        Names.column(
            table.columns().stream()
                .filter(c -> c.generated() == null)
                .findFirst()
                .orElseThrow()
                .name());
    definitions.run(
        "UPDATE "
            + table.sqlite()
            + " SET "
            + column
            + (state.equals("0A000")
                ? " = pg_refuse("
                : " = pg_fail(" + Names.literal(state) + ", ")
            + Names.literal(message)
            + ") WHERE "
            + condition);
  }

  void drop(Table table, AlterAction.DropConstraint drop) {
    Constraint constraint = table.constraint(drop.constraint());
    if (constraint == null) {
      if (drop.ifExists()) {
        definitions.skip(
            Notice.SUCCESS,
            "constraint \"%s\" of relation \"%s\" does not exist"
                .formatted(drop.constraint(), table.name()));
        return;
      }
      throw missing(table, drop.constraint());
    }
    if (constraint.isKey()) {
      dropReferences(table, constraint, drop.cascade());
    }
    Table now = Objects.requireNonNull(definitions.catalog().table(table.key()));
    List<Constraint> others = new ArrayList<>(now.constraints());
    others.remove(constraint);
    Table changed = now.withConstraints(others);
    var catalog = definitions.catalog().with(changed);
    if (constraint.isKey()) {
      Relation index = catalog.relation(Names.key(table.schema(), constraint.name()));
      if (index != null) {
        definitions.run("DROP INDEX " + index.sqlite());
        catalog = catalog.without(index.key());
      }
    }
    definitions.become(catalog);
    if (!constraint.isKey()) {
      schema.redefine(changed);
    }
  }

  private void dropReferences(Table table, Constraint key, boolean cascade) {
    List<String> victims = new ArrayList<>();
    Dependents names = new Dependents(definitions, Set.of());
    for (Table other : definitions.catalog().tables()) {
      List<Constraint> kept =
          other.constraints().stream().filter(c -> !needs(c, table, key)).toList();
      if (kept.size() == other.constraints().size()) {
        continue;
      }
      if (!cascade) {
        throw new PgException(
                "2BP01",
                "cannot drop constraint "
                    + key.name()
                    + " on table "
                    + table.name()
                    + " because other objects depend on it")
            .hint("Use DROP ... CASCADE to drop the dependent objects too.");
      }
      List<Constraint> lost = new ArrayList<>(other.constraints());
      lost.removeAll(kept);
      lost.forEach(c -> victims.add("constraint " + c.name() + " on " + names.described(other)));
      Table without = other.withConstraints(kept);
      definitions.become(definitions.catalog().with(without));
      schema.redefine(without);
    }
    Cascades.tell(definitions, victims);
  }

  private static boolean needs(Constraint foreign, Table table, Constraint key) {
    return table.key().equals(foreign.referenced())
        && new HashSet<>(foreign.referencedColumns()).equals(new HashSet<>(key.columns()));
  }

  /** PostgreSQL's error for a constraint of that name. */
  static void refuseTaken(Table table, String name) {
    if (table.constraint(name) != null) {
      throw new PgException(
          "42710",
          "constraint \"" + name + "\" for relation \"" + table.name() + "\" already exists");
    }
  }

  void rename(Table table, AlterAction.RenameConstraint rename) {
    renameConstraint(table, rename);
    Comments comments = definitions.catalog().comments();
    String from = Comments.constraint(table, rename.constraint());
    String to = Comments.constraint(table, rename.to());
    definitions.become(definitions.catalog().with(comments.renamed(from, to)));
  }

  private void renameConstraint(Table table, AlterAction.RenameConstraint rename) {
    Constraint constraint = table.constraint(rename.constraint());
    if (constraint == null && NotNullNames.rename(definitions, table, rename)) {
      return;
    }
    if (constraint == null) {
      throw new PgException(
          "42704",
          "constraint \""
              + rename.constraint()
              + "\" for table \""
              + table.name()
              + "\" does not exist");
    }
    if (constraint.isKey()) {
      new Relocations(definitions)
          .rename(
              new Ddl.Rename(
                  "index",
                  new QualifiedName(table.schema(), constraint.name(), 0),
                  false,
                  rename.to(),
                  null));
      return;
    }
    refuseTaken(table, rename.to());
    List<Constraint> others = new ArrayList<>(table.constraints());
    others.set(others.indexOf(constraint), constraint.named(rename.to()));
    Table changed = table.withConstraints(others);
    definitions.become(definitions.catalog().with(changed));
    schema.redefine(changed);
  }
}
