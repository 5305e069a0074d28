// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All objects of one database; immutable: a change makes another catalogue. */
public final class Catalog {

  /** An enum type. */
  public record EnumType(String schema, PgType type, List<String> labels) {}

  private static final int FIRST_OID = 16_400;

  private final Map<String, Relation> relations;
  private final Map<String, EnumType> enums;
  private final Set<String> schemas;
  private final Set<String> extensions;
  private final Comments comments;
  private final int nextOid;

  /** A database with nothing but the schema public. */
  public Catalog() {
    this(
        Map.of(),
        Map.of(),
        new LinkedHashSet<>(List.of("public")),
        Set.of(),
        Comments.NONE,
        FIRST_OID);
  }

  private Catalog(
      Map<String, Relation> relations,
      Map<String, EnumType> enums,
      Set<String> schemas,
      Set<String> extensions,
      Comments comments,
      int nextOid) {
    this.relations = relations;
    this.enums = enums;
    this.schemas = schemas;
    this.extensions = extensions;
    this.comments = comments;
    this.nextOid = nextOid;
  }

  /** The OID for the next object. */
  public int nextOid() {
    return nextOid;
  }

  /** All relations, in the order of their creation. */
  public Collection<Relation> relations() {
    return Collections.unmodifiableCollection(relations.values());
  }

  /** All tables. */
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    for (Relation relation : relations.values()) {
      if (relation instanceof Table table) {
        tables.add(table);
      }
    }
    return tables;
  }

  /** All indexes of a table. */
  public List<Relation.Index> indexes(String tableKey) {
    List<Relation.Index> indexes = new ArrayList<>();
    for (Relation relation : relations.values()) {
      if (relation instanceof Relation.Index index && index.table().equals(tableKey)) {
        indexes.add(index);
      }
    }
    return indexes;
  }

  /** A relation by its key. */
  public @Nullable Relation relation(String key) {
    return relations.get(key);
  }

  /** A table by its key. */
  public @Nullable Table table(String key) {
    return relations.get(key) instanceof Table table ? table : null;
  }

  /** A relation by its name; without a schema the path is searched. */
  public @Nullable Relation find(@Nullable String schema, String name, List<String> path) {
    if (schema != null) {
      return relations.get(Names.key(schema, name));
    }
    for (String candidate : path) {
      Relation relation = relations.get(Names.key(candidate, name));
      if (relation != null) {
        return relation;
      }
    }
    return null;
  }

  /** An enum by its name. */
  public @Nullable EnumType findEnum(@Nullable String schema, String name, List<String> path) {
    if (schema != null) {
      return enums.get(Names.key(schema, name));
    }
    for (String candidate : path) {
      EnumType found = enums.get(Names.key(candidate, name));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The enum of a type. */
  public @Nullable EnumType enumOf(PgType type) {
    for (EnumType candidate : enums.values()) {
      if (candidate.type().equals(type)) {
        return candidate;
      }
    }
    return null;
  }

  /** All enums. */
  public Collection<EnumType> enums() {
    return Collections.unmodifiableCollection(enums.values());
  }

  /** All schemas. */
  public Set<String> schemas() {
    return Collections.unmodifiableSet(schemas);
  }

  /** All extensions that were created. */
  public Set<String> extensions() {
    return Collections.unmodifiableSet(extensions);
  }

  /** A built-in type, or one of pgvector's once its extension was created. */
  public @Nullable PgType builtIn(String name) {
    PgType type = Types.byName(name);
    boolean missing =
        type != null && MoreTypes.usesPgvector(type) && !extensions.contains("vector");
    return missing ? null : type;
  }

  /** What COMMENT ON said. */
  public Comments comments() {
    return comments;
  }

  /** With other comments. */
  public Catalog with(Comments others) {
    return new Catalog(relations, enums, schemas, extensions, others, nextOid);
  }

  /** Adds or replaces a relation. */
  public Catalog with(Relation relation) {
    Map<String, Relation> changed = new LinkedHashMap<>(relations);
    changed.put(relation.key(), relation);
    return new Catalog(
        changed, enums, schemas, extensions, comments, Math.max(nextOid, relation.oid() + 2));
  }

  /** Drops a relation. */
  public Catalog without(String key) {
    Map<String, Relation> changed = new LinkedHashMap<>(relations);
    changed.remove(key);
    return new Catalog(changed, enums, schemas, extensions, comments, nextOid);
  }

  /** Adds or replaces an enum. */
  public Catalog with(EnumType type) {
    Map<String, EnumType> changed = new LinkedHashMap<>(enums);
    changed.put(Names.key(type.schema(), type.type().name()), type);
    return new Catalog(
        relations,
        changed,
        schemas,
        extensions,
        comments,
        Math.max(nextOid, type.type().oid() + 2));
  }

  /** Drops an enum. */
  public Catalog withoutEnum(String key) {
    Map<String, EnumType> changed = new LinkedHashMap<>(enums);
    changed.remove(key);
    return new Catalog(relations, changed, schemas, extensions, comments, nextOid);
  }

  /** Adds or drops a schema. */
  public Catalog schema(String name, boolean present) {
    return new Catalog(
        relations, enums, changed(schemas, name, present), extensions, comments, nextOid);
  }

  /** Adds or drops an extension. */
  public Catalog extension(String name, boolean present) {
    return new Catalog(
        relations, enums, schemas, changed(extensions, name, present), comments, nextOid);
  }

  private static Set<String> changed(Set<String> names, String name, boolean present) {
    Set<String> changed = new LinkedHashSet<>(names);
    if (present) {
      changed.add(name);
    } else {
      changed.remove(name);
    }
    return changed;
  }
}
