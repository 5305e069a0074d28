// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** DROP. */
final class Drops {

  private final Definitions definitions;
  private final DropTargets targets;

  Drops(Definitions definitions) {
    this.definitions = definitions;
    this.targets = new DropTargets(definitions);
  }

  void drop(Ddl.Drop drop) {
    switch (drop.kind()) {
      case "schema" -> drop.names().forEach(name -> schema(name, drop));
      case "domain" -> drop.names().forEach(name -> new TypeDrops(definitions).domain(name, drop));
      case "type" -> drop.names().forEach(name -> new TypeDrops(definitions).type(name, drop));
      case "extension" -> drop.names().forEach(name -> extension(name, drop));
      default -> relations(drop);
    }
  }

  private void relations(Ddl.Drop drop) {
    List<Relation> found = new ArrayList<>();
    for (QualifiedName name : drop.names()) {
      Relation relation = targets.find(name, drop);
      if (relation != null) {
        found.add(relation);
      }
    }
    if (drop.cascade()) {
      new Cascades(definitions).tell(found);
    }
    Set<String> going = new HashSet<>();
    found.forEach(relation -> going.add(relation.key()));
    for (Relation relation : found) {
      remove(relation, going, drop.cascade());
    }
  }

  /** Removes views with what depends on them. */
  void views(List<Relation> views) {
    for (Relation view : views) {
      if (definitions.catalog().relation(view.key()) != null) {
        remove(view, Set.of(), true);
      }
    }
  }

  private void remove(Relation relation, Set<String> going, boolean cascade) {
    if (relation instanceof Table table) {
      table(table, going, cascade);
    } else if (relation instanceof Relation.View view) {
      dependentViews(view, "view", going, cascade);
      definitions.become(definitions.catalog().without(view.key()));
    } else if (relation instanceof Relation.Index index) {
      index(index);
    } else if (relation instanceof Relation.Sequence sequence) {
      new SequenceDrops(definitions).drop(sequence, cascade);
    }
  }

  /** Removes indexes. */
  void indexes(List<Relation> indexes) {
    indexes.forEach(index -> remove(index, Set.of(), true));
  }

  private void index(Relation.Index index) {
    Table table = definitions.catalog().table(index.table());
    if (table != null && table.constraint(index.name()) != null) {
      throw new PgException(
          "2BP01",
          "cannot drop index "
              + index.name()
              + " because constraint "
              + index.name()
              + " on table "
              + table.name()
              + " requires it");
    }
    definitions.become(definitions.catalog().without(index.key()));
    if (index.real()) {
      definitions.run("DROP INDEX " + index.sqlite());
    }
  }

  private void dependentViews(Relation target, String kind, Set<String> going, boolean cascade) {
    for (Relation relation : new ArrayList<>(definitions.catalog().relations())) {
      if (!ViewReads.reads(relation, target, definitions.catalog())
          || going.contains(relation.key())) {
        continue;
      }
      if (!cascade) {
        throw new Dependents(definitions, going).error(target, kind);
      }
      if (relation instanceof Table table) {
        table(table, going, true);
      } else {
        dependentViews(relation, "view", going, true);
        definitions.become(definitions.catalog().without(relation.key()));
      }
    }
  }

  static PgException dependent(String what) {
    return new PgException("2BP01", "cannot drop " + what + " because other objects depend on it")
        .hint("Use DROP ... CASCADE to drop the dependent objects too.");
  }

  private void table(Table table, Set<String> going, boolean cascade) {
    dependentViews(table, DropTargets.kind(table), going, cascade);
    refuseDefaults(table);
    SqliteSchema schema = new SqliteSchema(definitions);
    for (Table other : definitions.catalog().tables()) {
      boolean refers =
          !other.key().equals(table.key())
              && other.constraints().stream().anyMatch(c -> table.key().equals(c.referenced()));
      if (!refers) {
        continue;
      }
      if (!cascade && !going.contains(other.key())) {
        throw new Dependents(definitions, going).error(table, "table");
      }
      List<Constraint> kept =
          other.constraints().stream().filter(c -> !table.key().equals(c.referenced())).toList();
      Table without = other.withConstraints(kept);
      definitions.become(definitions.catalog().with(without));
      schema.redefine(without);
    }
    Catalog catalog = definitions.catalog();
    for (Relation.Index index : catalog.indexes(table.key())) {
      catalog = catalog.without(index.key());
    }
    for (Column column : table.columns()) {
      Relation.Sequence owned = Table.owned(definitions.catalog(), table, column);
      catalog = owned == null ? catalog : catalog.without(owned.key());
    }
    definitions.become(catalog.without(table.key()));
    definitions.run("DROP TABLE " + table.sqlite());
  }

  /** CREATE TABLE ... LIKE lets another table draw from the sequence of this one. */
  private void refuseDefaults(Table table) {
    for (Column column : table.columns()) {
      Relation.Sequence sequence = Table.owned(definitions.catalog(), table, column);
      for (Table other : definitions.catalog().tables()) {
        boolean draws =
            sequence != null
                && !other.key().equals(table.key())
                && other.columns().stream()
                    .anyMatch(
                        c ->
                            sequence.key().equals(c.sequence())
                                || String.valueOf(c.defaultValue())
                                    .contains("value=" + sequence.name() + ","));
        if (draws) {
          throw dependent("table " + table.name());
        }
      }
    }
  }

  /** DISCARD TEMP. */
  void temporaries() {
    Set<String> going = new HashSet<>();
    List<Relation> all = definitions.catalog().temporaries();
    all.forEach(relation -> going.add(relation.key()));
    for (Relation relation : all) {
      if (relation instanceof Table table) {
        definitions.run("DROP TABLE " + table.sqlite());
      }
      definitions.become(definitions.catalog().without(relation.key()));
    }
  }

  private void schema(QualifiedName name, Ddl.Drop drop) {
    String schema = name.name();
    if (!definitions.catalog().schemas().contains(schema)) {
      if (drop.ifExists()) {
        definitions.skip(Notice.SUCCESS, "schema \"" + schema + "\" does not exist");
        return;
      }
      throw new PgException("3F000", "schema \"" + schema + "\" does not exist");
    }
    List<Relation> members =
        definitions.catalog().relations().stream().filter(r -> r.schema().equals(schema)).toList();
    List<EnumType> types =
        definitions.catalog().enums().stream().filter(t -> t.schema().equals(schema)).toList();
    List<Domain> domains =
        definitions.catalog().domains().stream().filter(d -> d.schema().equals(schema)).toList();
    boolean extended = schema.equals("public") && !Cascades.extensions(definitions).isEmpty();
    boolean routines =
        definitions.catalog().routines().all().stream().anyMatch(r -> r.schema().equals(schema));
    boolean others = routines || extended || !types.isEmpty() || !domains.isEmpty();
    if (!drop.cascade() && (others || !members.isEmpty())) {
      throw new Dependents(definitions, Set.of()).ofSchema(schema);
    }
    new Cascades(definitions).tell(schema);
    new RoutineDefinitions(definitions).dropSchema(schema);
    Set<String> going = new HashSet<>();
    members.forEach(member -> going.add(member.key()));
    for (Relation member : members) {
      if (definitions.catalog().relation(member.key()) != null
          && (member instanceof Table || member instanceof Relation.View)) {
        remove(member, going, true);
      }
    }
    members.forEach(member -> definitions.become(definitions.catalog().without(member.key())));
    types.forEach(
        type ->
            definitions.become(
                definitions.catalog().withoutEnum(Names.key(schema, type.type().name()))));
    for (Domain domain : domains) {
      new TypeDrops(definitions).domain(new QualifiedName(schema, domain.name(), 0), drop);
    }
    if (schema.equals("public")) {
      extensions();
    }
    definitions.become(definitions.catalog().schema(schema, false));
  }

  private void extension(QualifiedName name, Ddl.Drop drop) {
    if (!definitions.catalog().extensions().contains(name.name())) {
      if (drop.ifExists()) {
        definitions.skip(Notice.SUCCESS, "extension \"" + name.name() + "\" does not exist");
        return;
      }
      throw new PgException("42704", "extension \"" + name.name() + "\" does not exist");
    }
    if (name.name().equals("vector") && usesVectors()) {
      throw PgException.unsupported("DROP EXTENSION vector, which columns use,");
    }
    definitions.become(definitions.catalog().extension(name.name(), false));
  }

  /** Extensions are in the schema public. */
  private void extensions() {
    List<QualifiedName> names =
        Cascades.extensions(definitions).stream().map(n -> new QualifiedName(null, n, 0)).toList();
    Ddl.Drop drop = new Ddl.Drop("extension", names, false, true);
    names.forEach(name -> extension(name, drop));
  }

  private boolean usesVectors() {
    for (Relation relation : definitions.catalog().relations()) {
      for (Column column : Comments.columns(relation)) {
        if (MoreTypes.usesPgvector(column.type())) {
          return true;
        }
      }
    }
    return false;
  }
}
