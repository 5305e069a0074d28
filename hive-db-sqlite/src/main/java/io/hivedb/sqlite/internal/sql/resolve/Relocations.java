// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives relations other names or schemas: RENAME TO and SET SCHEMA. */
final class Relocations {

  private final Definitions definitions;
  private final SqliteSchema sqlite;

  Relocations(Definitions definitions) {
    this.definitions = definitions;
    this.sqlite = new SqliteSchema(definitions);
  }

  void rename(Ddl.Rename rename) {
    Relation found =
        definitions
            .catalog()
            .find(
                rename.name().schema(),
                rename.name().name(),
                definitions.resolver().context().path());
    if (found == null && rename.ifExists()) {
      definitions.skip(Notice.SUCCESS, "relation \"" + rename.name().name() + "\" does not exist");
      return;
    }
    if (found == null) {
      throw new PgException("42P01", "relation \"" + rename.name() + "\" does not exist");
    }
    checkKind(found, rename.kind());
    String schema = schema(rename, found.schema());
    String name = rename.to() == null ? found.name() : rename.to();
    if (schema.equals(found.schema()) && name.equals(found.name()) && rename.schema() != null) {
      return;
    }
    if (found instanceof Table table) {
      table(table, schema, name);
    } else if (found instanceof Relation.View view) {
      view(view, schema, name);
    } else if (found instanceof Relation.Sequence sequence) {
      sequence(sequence, schema, name);
    } else {
      index((Relation.Index) found, name);
    }
  }

  private String schema(Ddl.Rename rename, String before) {
    String schema = rename.schema();
    if (schema == null) {
      return before;
    }
    if (!definitions.catalog().schemas().contains(schema)) {
      throw new PgException("3F000", "schema \"" + schema + "\" does not exist");
    }
    if (before.equals(definitions.catalog().temporarySchema())) {
      throw new PgException("0A000", "cannot move objects into or out of temporary schemas");
    }
    return schema;
  }

  private static void checkKind(Relation found, String kind) {
    boolean fits =
        switch (kind) {
          case "table" -> !(found instanceof Relation.Index);
          case "view" -> found instanceof Relation.View;
          case "materialized view" -> found instanceof Table t && t.materialized() != null;
          case "sequence" -> found instanceof Relation.Sequence;
          default -> found instanceof Relation.Index;
        };
    if (!fits) {
      String article = kind.equals("index") ? "an " : "a ";
      throw new PgException("42809", "\"" + found.name() + "\" is not " + article + kind);
    }
  }

  private void view(Relation.View view, String schema, String name) {
    definitions.isFree(schema, name, false);
    Relation.View moved =
        new Relation.View(
            schema,
            name,
            view.oid(),
            view.columns(),
            view.query(),
            view.path(),
            view.checkOption());
    definitions.become(ViewReads.renamed(definitions.catalog(), view, schema, name));
    definitions.become(definitions.catalog().without(view.key()).with(moved));
  }

  private void index(Relation.Index index, String name) {
    Table table = Objects.requireNonNull(definitions.catalog().table(index.table()));
    definitions.isFree(index.schema(), name, false);
    Constraint key = table.constraint(index.name());
    if (key != null) {
      ConstraintChanges.refuseTaken(table, name);
      List<Constraint> others = new ArrayList<>(table.constraints());
      others.replaceAll(c -> c.equals(key) ? c.named(name) : c);
      Comments comments = definitions.catalog().comments();
      String from = Comments.constraint(table, key.name());
      definitions.become(
          definitions
              .catalog()
              .with(table.withConstraints(others))
              .with(comments.renamed(from, Comments.constraint(table, name))));
    }
    Relation.Index renamed = index.named(name);
    definitions.become(definitions.catalog().without(index.key()).with(renamed));
    if (index.real()) {
      definitions.run("DROP INDEX " + index.sqlite());
      sqlite.indexes().create(renamed);
    }
  }

  private void sequence(Relation.Sequence sequence, String schema, String name) {
    boolean owned = sequence.ownerTable() != null;
    if (owned && !schema.equals(sequence.schema())) {
      throw new PgException("0A000", "cannot move an owned sequence into another schema");
    }
    definitions.isFree(schema, name, false);
    move(sequence, schema, name, sequence.ownerTable());
  }

  /** A sequence and all that draws from it. */
  private void move(Relation.Sequence s, String schema, String name, @Nullable String owner) {
    for (Relation relation : definitions.catalog().relations()) {
      boolean draws = relation instanceof Relation.View view && mentions(view.query(), s);
      if (draws) {
        throw PgException.unsupported("RENAME of a sequence that a view uses");
      }
    }
    Relation.Sequence moved =
        new Relation.Sequence(
            schema,
            name,
            s.oid(),
            s.start(),
            s.increment(),
            s.minimum(),
            s.maximum(),
            s.cycle(),
            s.type(),
            owner,
            s.ownerColumn());
    Catalog catalog = definitions.catalog().without(s.key()).with(moved);
    for (Table table : catalog.tables()) {
      catalog =
          catalog.with(
              table.withColumns(table.columns().stream().map(c -> drawing(c, s, moved)).toList()));
    }
    definitions.become(catalog);
    definitions.move(s.key(), moved.key());
  }

  private static Column drawing(Column column, Relation.Sequence from, Relation.Sequence to) {
    Column changed =
        from.key().equals(column.sequence())
            ? column.identity(column.identity(), to.key())
            : column;
    Expr value = column.defaultValue();
    if (value == null || !mentions(value, from)) {
      return changed;
    }
    return changed.withDefault(
        Rewriting.of(
            value,
            part ->
                part instanceof Expr.StringLiteral text && names(text, from)
                    ? new Expr.StringLiteral(renamed(text.value(), from, to), text.position())
                    : null));
  }

  /** As it was written: the catalogue shows it so. */
  private static String renamed(String text, Relation.Sequence from, Relation.Sequence to) {
    String name = quoted(to.name());
    boolean bare = text.indexOf('.') < 0 && from.schema().equals(to.schema());
    return bare ? name : quoted(to.schema()) + "." + name;
  }

  private static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_$]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  static boolean mentions(Object tree, Relation.Sequence sequence) {
    return tree.toString().contains("value=" + sequence.name() + ",")
        || tree.toString().contains("value=" + sequence.key() + ",");
  }

  private static boolean names(Expr.StringLiteral text, Relation.Sequence sequence) {
    return text.value().equals(sequence.name()) || text.value().equals(sequence.key());
  }

  /** A table or materialized view with its indexes and sequences; returns its key. */
  String table(Table table, String schema, String to) {
    definitions.isFree(schema, to, false);
    definitions.become(ViewReads.renamed(definitions.catalog(), table, schema, to));
    boolean elsewhere = !schema.equals(table.schema());
    Table moved =
        new Table(
            schema,
            to,
            table.oid(),
            NotNullNames.kept(table).columns(),
            table.constraints(),
            table.traits());
    List<Relation.Index> indexes = definitions.catalog().indexes(table.key());
    if (elsewhere) {
      indexes.forEach(index -> definitions.isFree(schema, index.name(), false));
      indexes.stream()
          .filter(Relation.Index::real)
          .forEach(index -> definitions.run("DROP INDEX " + index.sqlite()));
    }
    Catalog catalog = definitions.catalog().without(table.key()).with(moved);
    for (Relation.Index index : indexes) {
      catalog = catalog.without(index.key()).with(index.on(moved.key()).in(schema));
    }
    for (Table other : catalog.tables()) {
      catalog = catalog.with(redirected(other, table.key(), moved.key()));
    }
    definitions.become(catalog);
    definitions.run("ALTER TABLE " + table.sqlite() + " RENAME TO " + moved.sqlite());
    for (Relation relation : List.copyOf(definitions.catalog().relations())) {
      if (relation instanceof Relation.Sequence s && table.key().equals(s.ownerTable())) {
        if (elsewhere) {
          definitions.isFree(schema, s.name(), false);
        }
        move(s, schema, s.name(), moved.key());
      }
    }
    if (elsewhere) {
      sqlite.indexes().createAll(moved);
    }
    return moved.key();
  }

  private static Table redirected(Table table, String from, String to) {
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint c : table.constraints()) {
      constraints.add(
          from.equals(c.referenced())
              ? new Constraint(
                  c.name(),
                  c.kind(),
                  c.columns(),
                  c.check(),
                  to,
                  c.referencedColumns(),
                  c.actions())
              : c);
    }
    return table.withConstraints(constraints);
  }
}
