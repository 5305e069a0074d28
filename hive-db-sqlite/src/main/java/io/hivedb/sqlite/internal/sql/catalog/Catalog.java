// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All objects of one database; immutable: a change makes another catalogue. */
public final class Catalog {

  /** What SQL calls the schema of the session's temporary objects. */
  public static final String TEMPORARY = "pg_temp";

  private static final int FIRST_OID = 16_400;
  private static final int FIRST_TEMPORARY_OID = 900_000;

  private Map<String, Relation> relations = Map.of();
  private Map<String, EnumType> enums = Map.of();
  private Map<String, Domain> domains = Map.of();
  private Set<String> schemas = new LinkedHashSet<>(List.of("public"));
  private Set<String> extensions = Set.of();
  private Comments comments = Comments.NONE;
  private Routines routines = Routines.NONE;
  private Roles roles = Roles.NONE;
  private Set<Integer> tuned = Set.of();
  private int nextOid = FIRST_OID;
  private @Nullable String temporarySchema;

  /** A database with nothing but the schema public. */
  public Catalog() {}

  /** A copy, which the method that makes it still changes. */
  private Catalog(Catalog other) {
    this.relations = other.relations;
    this.enums = other.enums;
    this.domains = other.domains;
    this.schemas = other.schemas;
    this.extensions = other.extensions;
    this.comments = other.comments;
    this.routines = other.routines;
    this.roles = other.roles;
    this.tuned = other.tuned;
    this.nextOid = other.nextOid;
    this.temporarySchema = other.temporarySchema;
  }

  private Catalog changed(Consumer<Catalog> change) {
    Catalog changed = new Catalog(this);
    change.accept(changed);
    return changed;
  }

  /** The OID for the next object. */
  public int nextOid() {
    return nextOid;
  }

  /** The OID for the next object of a schema: temporary ones have numbers of their own. */
  public int nextOid(String schema) {
    return schema.equals(temporarySchema)
        ? Keyed.nextOid(temporaries(), FIRST_TEMPORARY_OID)
        : nextOid;
  }

  /** All relations, in the order of their creation. */
  public Collection<Relation> relations() {
    return Collections.unmodifiableCollection(relations.values());
  }

  /** All tables. */
  public List<Table> tables() {
    return Keyed.all(relations, Table.class).toList();
  }

  /** All indexes of a table. */
  public List<Relation.Index> indexes(String tableKey) {
    return Keyed.all(relations, Relation.Index.class)
        .filter(index -> index.table().equals(tableKey))
        .toList();
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
    if (temporarySchema != null && (schema == null || schema.equals(TEMPORARY))) {
      Relation found = relations.get(Names.key(temporarySchema, name));
      if (found != null) {
        return found;
      }
    }
    return Keyed.find(relations, schema, name, path);
  }

  /** An enum by its name. */
  public @Nullable EnumType findEnum(@Nullable String schema, String name, List<String> path) {
    return Keyed.find(enums, schema, name, path);
  }

  /** The enum of a type. */
  public @Nullable EnumType enumOf(PgType type) {
    return enums.values().stream().filter(e -> e.type().equals(type)).findFirst().orElse(null);
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
    boolean vector = type != null && MoreTypes.usesPgvector(type);
    return vector && !extensions.contains("vector") ? null : type;
  }

  /** What COMMENT ON said. */
  public Comments comments() {
    return comments;
  }

  /** With other comments. */
  public Catalog with(Comments others) {
    return changed(c -> c.comments = others);
  }

  /** Whether a relation was ever given parameters of storage, which are not kept. */
  public boolean isTuned(Relation relation) {
    return tuned.contains(relation.oid());
  }

  /** With parameters of storage for a relation. */
  public Catalog tuned(Relation relation) {
    Set<Integer> all = new LinkedHashSet<>(tuned);
    all.add(relation.oid());
    return changed(c -> c.tuned = all);
  }

  /** Functions, procedures and triggers. */
  public Routines routines() {
    return routines;
  }

  /** With other functions, procedures and triggers, of which one has this OID. */
  public Catalog with(Routines others, int oid) {
    return changed(c -> c.routines = others).after(oid);
  }

  /** The roles that were made. */
  public Roles roles() {
    return roles;
  }

  /** With other roles, of which one has this OID. */
  public Catalog with(Roles others, int oid) {
    return changed(c -> c.roles = others).after(oid);
  }

  private Catalog after(int oid) {
    return changed(c -> c.nextOid = Math.max(nextOid, oid + 2));
  }

  /** Adds or replaces a relation. */
  public Catalog with(Relation relation) {
    Catalog changed =
        changed(c -> c.relations = Keyed.changed(relations, relation.key(), relation));
    return relation.schema().equals(temporarySchema) ? changed : changed.after(relation.oid());
  }

  /** Drops a relation. */
  public Catalog without(String key) {
    return changed(c -> c.relations = Keyed.changed(relations, key, null));
  }

  /** Adds or replaces an enum. */
  public Catalog with(EnumType type) {
    String key = Names.key(type.schema(), type.type().name());
    return changed(c -> c.enums = Keyed.changed(enums, key, type)).after(type.type().oid());
  }

  /** Replaces an enum, and the type of the columns that have it. */
  public Catalog replaced(EnumType type) {
    Catalog changed = with(type);
    changed.relations = Retyping.of(changed.relations, type.type());
    return changed;
  }

  /** Drops an enum. */
  public Catalog withoutEnum(String key) {
    return changed(c -> c.enums = Keyed.changed(enums, key, null));
  }

  /** Adds or replaces a domain. */
  public Catalog with(Domain domain) {
    return changed(c -> c.domains = Keyed.changed(domains, domain.key(), domain))
        .after(domain.oid());
  }

  /** Drops a domain. */
  public Catalog withoutDomain(String key) {
    return changed(c -> c.domains = Keyed.changed(domains, key, null));
  }

  /** A domain by its key. */
  public @Nullable Domain domain(@Nullable String key) {
    return key == null ? null : domains.get(key);
  }

  /** A domain by its name. */
  public @Nullable Domain findDomain(@Nullable String schema, String name, List<String> path) {
    return Keyed.find(domains, schema, name, path);
  }

  /** All domains. */
  public Collection<Domain> domains() {
    return Collections.unmodifiableCollection(domains.values());
  }

  /** Adds or drops a schema. */
  public Catalog schema(String name, boolean present) {
    return changed(c -> c.schemas = Keyed.changed(schemas, name, present));
  }

  /** Adds or drops an extension. */
  public Catalog extension(String name, boolean present) {
    return changed(c -> c.extensions = Keyed.changed(extensions, name, present));
  }

  /** The schema of the session's temporary objects; null where it has none. */
  public @Nullable String temporarySchema() {
    return temporarySchema;
  }

  /** The temporary objects of the session. */
  public List<Relation> temporaries() {
    return relations.values().stream().filter(r -> r.schema().equals(temporarySchema)).toList();
  }

  /** As a session sees it, whose temporary objects are those. */
  public Catalog withTemporaries(String schema, List<Relation> objects) {
    Catalog changed = new Catalog(this);
    changed.temporarySchema = schema;
    if (!objects.isEmpty()) {
      changed.relations = new LinkedHashMap<>(relations);
      objects.forEach(object -> changed.relations.put(object.key(), object));
    }
    return changed;
  }

  /** As all sessions see it: without temporary objects. */
  public Catalog shared() {
    Map<String, Relation> rest = new LinkedHashMap<>(relations);
    rest.values().removeIf(r -> r.schema().equals(temporarySchema));
    Catalog changed = changed(c -> c.relations = rest);
    changed.temporarySchema = null;
    return changed;
  }

  /** Whether what all sessions see is the same in another catalogue. */
  public boolean isSharedSame(Catalog other) {
    return shared().relations.equals(other.shared().relations)
        && enums.equals(other.enums)
        && domains.equals(other.domains)
        && schemas.equals(other.schemas)
        && extensions.equals(other.extensions)
        && comments.equals(other.comments)
        && routines.equals(other.routines)
        && roles.equals(other.roles)
        && tuned.equals(other.tuned);
  }
}
