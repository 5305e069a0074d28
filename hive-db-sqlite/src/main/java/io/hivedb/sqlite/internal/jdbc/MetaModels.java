// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.system.DefinitionTexts;
import io.hivedb.sqlite.internal.sql.system.SystemView;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the engine's catalogue into what the metadata shows. */
final class MetaModels {

  private final Catalog catalog;
  private final List<String> path;

  private MetaModels(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
  }

  /** What a session sees whose search path that is. */
  static MetaModel of(Catalog catalog, List<String> path) {
    return new MetaModels(catalog, path).read();
  }

  private MetaModel read() {
    List<String> schemas = new ArrayList<>(List.of("information_schema", "pg_catalog"));
    schemas.addAll(catalog.schemas());
    List<MetaModel.Relation> relations = new ArrayList<>();
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Table table) {
        relations.add(table(table));
      } else if (relation instanceof Relation.View view) {
        relations.add(simple(view, "VIEW", columns(view)));
      } else if (relation instanceof Relation.Sequence sequence) {
        relations.add(simple(sequence, "SEQUENCE", List.of()));
      }
    }
    return new MetaModel(schemas, relations, types(), type -> TypeNaming.of(catalog, path, type));
  }

  private List<MetaModel.Type> types() {
    List<MetaModel.Type> types = new ArrayList<>();
    for (Domain domain : catalog.domains()) {
      types.add(
          new MetaModel.Type(
              domain.schema(), domain.name(), Types.DISTINCT, domain.base().jdbcType()));
    }
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Table || relation instanceof Relation.View) {
        types.add(new MetaModel.Type(relation.schema(), relation.name(), Types.STRUCT, null));
      }
    }
    return types;
  }

  private MetaModel.Relation simple(
      Relation relation, String kind, List<MetaModel.Column> columns) {
    return new MetaModel.Relation(
        relation.schema(),
        relation.name(),
        kind,
        catalog.comments().of(Comments.relation(relation)),
        columns,
        null,
        List.of(),
        List.of());
  }

  private MetaModel.Relation table(Table table) {
    Constraint primary = table.primaryKey();
    return new MetaModel.Relation(
        table.schema(),
        table.name(),
        table.materialized() != null
            ? "MATERIALIZED VIEW"
            : table.temporary() ? "TEMPORARY TABLE" : "TABLE",
        catalog.comments().of(Comments.relation(table)),
        columns(table),
        primary == null ? null : new MetaModel.Key(primary.name(), primary.columns()),
        indexes(table),
        foreignKeys(table));
  }

  private List<MetaModel.Column> columns(Relation relation) {
    return Comments.columns(relation).stream().map(column -> column(relation, column)).toList();
  }

  private MetaModel.Column column(Relation relation, Column column) {
    Domain domain = catalog.domain(column.domain());
    PgType type = domain == null ? column.type() : domain.type();
    return new MetaModel.Column(
        column.name(),
        TypeNaming.of(catalog, path, type),
        type,
        column.type(),
        column.typmod(),
        !column.notNull(),
        defaultText(relation, column),
        !column.identity().isEmpty(),
        column.generated() != null,
        catalog.comments().of(Comments.column(relation, column.name())));
  }

  /** The text of the default, or the mark of one that cannot be printed. */
  private @Nullable String defaultText(Relation relation, Column column) {
    return new DefinitionTexts(catalog, path)
        .defaultOf(relation instanceof Table table ? table : null, column);
  }

  private List<MetaModel.Index> indexes(Table table) {
    List<MetaModel.Index> indexes = new ArrayList<>();
    for (Relation.Index index : catalog.indexes(table.key())) {
      List<String> columns = index.columns().isEmpty() ? keys(index, table) : index.columns();
      List<Boolean> descending = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        descending.add(i < index.suffixes().size() && index.suffixes().get(i).contains(" DESC"));
      }
      String condition = condition(index, table);
      indexes.add(
          new MetaModel.Index(
              index.name(), index.unique(), columns, descending, index.method(), condition));
    }
    return indexes;
  }

  private @Nullable String condition(Relation.Index index, Table table) {
    if (index.where() == null) {
      return null;
    }
    String printed = new DefinitionTexts(catalog, path).printable(index.where(), table);
    return printed == null ? SystemView.UNPRINTABLE : printed;
  }

  private static List<String> keys(Relation.Index index, Table table) {
    List<String> keys = new ArrayList<>();
    for (Expr key : index.keys()) {
      String printed = key instanceof Expr.ColumnRef ref ? ref.last() : FoldedKeys.text(key, table);
      keys.add(printed == null ? SystemView.UNPRINTABLE : printed);
    }
    return keys;
  }

  private List<MetaModel.ForeignKey> foreignKeys(Table table) {
    List<MetaModel.ForeignKey> keys = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      String referenced = constraint.referenced();
      Table target = referenced == null ? null : catalog.table(referenced);
      if (constraint.kind() == Constraint.Kind.FOREIGN && target != null) {
        keys.add(foreignKey(constraint, target));
      }
    }
    return keys;
  }

  private static MetaModel.ForeignKey foreignKey(Constraint constraint, Table target) {
    Constraint primary = target.primaryKey();
    List<String> columns =
        constraint.referencedColumns().isEmpty() && primary != null
            ? primary.columns()
            : constraint.referencedColumns();
    String actions = constraint.actions().toUpperCase(Locale.ROOT);
    return new MetaModel.ForeignKey(
        constraint.name(),
        constraint.columns(),
        target.schema(),
        target.name(),
        columns,
        keyName(target, columns),
        action(actions, "ON UPDATE "),
        action(actions, "ON DELETE "),
        deferrability(actions));
  }

  private static @Nullable String keyName(Table target, List<String> columns) {
    return target.constraints().stream()
        .filter(constraint -> constraint.isKey() && constraint.columns().equals(columns))
        .map(Constraint::name)
        .findFirst()
        .orElse(null);
  }

  private static int action(String actions, String event) {
    int at = actions.indexOf(event);
    String action = at < 0 ? "" : actions.substring(at + event.length());
    if (action.startsWith("CASCADE")) {
      return DatabaseMetaData.importedKeyCascade;
    }
    if (action.startsWith("SET NULL")) {
      return DatabaseMetaData.importedKeySetNull;
    }
    if (action.startsWith("SET DEFAULT")) {
      return DatabaseMetaData.importedKeySetDefault;
    }
    return action.startsWith("RESTRICT")
        ? DatabaseMetaData.importedKeyRestrict
        : DatabaseMetaData.importedKeyNoAction;
  }

  private static int deferrability(String actions) {
    if (actions.contains("INITIALLY DEFERRED")) {
      return DatabaseMetaData.importedKeyInitiallyDeferred;
    }
    return actions.contains("DEFERRABLE") && !actions.contains("NOT DEFERRABLE")
        ? DatabaseMetaData.importedKeyInitiallyImmediate
        : DatabaseMetaData.importedKeyNotDeferrable;
  }
}
