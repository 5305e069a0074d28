// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** LIKE in CREATE TABLE: columns as another relation has them, and what else is included. */
final class LikeClauses {

  private final Definitions definitions;
  private final TableDefinitions tables;

  LikeClauses(Definitions definitions, TableDefinitions tables) {
    this.definitions = definitions;
    this.tables = tables;
  }

  private Relation source(Ddl.Like like) {
    Relation source = definitions.resolver().context().relation(like.source());
    if (!(source instanceof Table) && !(source instanceof Relation.View)) {
      throw new PgException("42809", "relation \"" + source.name() + "\" is invalid in LIKE clause")
          .detail("This operation is not supported for " + kind(source) + ".")
          .at(like.source().position());
    }
    return source;
  }

  private static String kind(Relation relation) {
    return relation instanceof Relation.Index ? "indexes" : "sequences";
  }

  /** The columns of a LIKE, for a table that is being made. */
  List<Column> columns(Ddl.Like like, Table target) {
    List<Column> columns = new ArrayList<>();
    Relation source = source(like);
    List<Column> named =
        source instanceof Table table
            ? NotNullNames.kept(table).columns()
            : Comments.columns(source);
    for (Column column : named) {
      columns.add(copy(column, like, target).notNullNamed(column.notNullName()));
    }
    return columns;
  }

  private Column copy(Column column, Ddl.Like like, Table target) {
    boolean identity = !column.identity().isEmpty() && like.options().contains("identity");
    boolean serial = column.identity().isEmpty() && column.sequence() != null;
    boolean defaults = like.options().contains("defaults");
    Column copy =
        Column.of(column.name(), column.type(), column.typmod())
            .notNull(column.notNull())
            .of(column.domain())
            .collated(column.collation());
    if (column.generated() != null) {
      return like.options().contains("generated")
          ? copy.generated(column.generated()).virtual(column.virtual())
          : copy;
    }
    if (identity) {
      return copy.identity(column.identity(), sequence(column, target));
    }
    if (defaults && serial) {
      // It goes on drawing from the sequence of the source, which it does not own.
      return copy.identity("", column.sequence());
    }
    return defaults ? copy.withDefault(column.defaultValue()) : copy;
  }

  private String sequence(Column column, Table target) {
    Relation.Sequence old =
        (Relation.Sequence)
            Objects.requireNonNull(
                definitions.catalog().relation(Objects.requireNonNull(column.sequence())));
    Ddl.SequenceOptions options =
        new Ddl.SequenceOptions(
            old.start(),
            old.increment(),
            old.minimum(),
            old.maximum(),
            old.cycle(),
            false,
            null,
            null,
            null,
            null,
            false,
            false);
    return new SequenceDefinitions(definitions)
        .add(
            target.schema(),
            SequenceDefinitions.freeName(definitions, target, List.of(column.name()), "seq"),
            options,
            column.type(),
            target.key(),
            column.name());
  }

  /** Constraints, indexes and comments that are included. */
  Table rest(Ddl.Like like, Table target) {
    Relation source = source(like);
    Table result = target;
    if (source instanceof Table table) {
      result = checks(like, table, result);
      definitions.become(definitions.catalog().with(result));
      if (like.options().contains("indexes")) {
        for (Relation.Index index : definitions.catalog().indexes(table.key())) {
          result = index(index, table, result);
          definitions.become(definitions.catalog().with(result));
        }
      }
    }
    if (like.options().contains("comments")) {
      comments(source, result);
    }
    return result;
  }

  private static Table checks(Ddl.Like like, Table source, Table target) {
    Table result = target;
    for (Constraint constraint : source.constraints()) {
      if (constraint.kind() == Constraint.Kind.CHECK && like.options().contains("constraints")) {
        result = TableDefinitions.with(result, constraint);
      }
    }
    return result;
  }

  private Table index(Relation.Index index, Table source, Table target) {
    Constraint key = source.constraint(index.name());
    if (key != null && key.isKey()) {
      String kind = key.kind() == Constraint.Kind.PRIMARY ? "primary" : "unique";
      Ddl.KeyParts parts = new Ddl.KeyParts(index.nullsNotDistinct(), index.include(), null);
      return tables.constraint(
          target, Ddl.TableConstraint.own(null, kind, key.columns(), null, parts, true, 0));
    }
    List<String> names = new ArrayList<>();
    index.columns().forEach(c -> names.add(IndexDefinitions.different(c, names)));
    if (names.isEmpty()) {
      index.keys().forEach(k -> names.add(IndexDefinitions.keyName(k, names)));
    }
    Relation.Index copy =
        new Relation.Index(
            target.schema(),
            SequenceDefinitions.freeName(definitions, target, names, "idx"),
            definitions.catalog().nextOid(target.schema()),
            target.key(),
            index.unique(),
            index.method(),
            index.keys(),
            index.columns(),
            index.where(),
            index.real(),
            index.suffixes(),
            index.options(),
            index.nullsNotDistinct(),
            index.include());
    definitions.become(definitions.catalog().with(copy));
    return target;
  }

  private void comments(Relation source, Table target) {
    Comments comments = definitions.catalog().comments();
    for (Column column : Comments.columns(source)) {
      String text = comments.of(Comments.column(source, column.name()));
      if (text != null) {
        comments = comments.with(Comments.column(target, column.name()), text);
      }
    }
    if (source instanceof Table table) {
      comments = ofConstraints(comments, table, target);
    }
    if (comments != definitions.catalog().comments()) {
      definitions.become(definitions.catalog().with(comments));
    }
  }

  private Comments ofConstraints(Comments comments, Table source, Table target) {
    Comments result = comments;
    for (String name : Comments.constraints(source)) {
      String text = comments.of(Comments.constraint(source, name));
      if (text != null && Comments.constraints(target).contains(name)) {
        result = result.with(Comments.constraint(target, name), text);
      }
    }
    for (Relation.Index index : definitions.catalog().indexes(source.key())) {
      if (comments.of(Comments.relation(index)) != null) {
        throw PgException.unsupported("LIKE with comments of a table whose index has one");
      }
    }
    return result;
  }
}
