// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.RelationNames;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks objects up by OID and by name, as one session's search path shows them. */
public final class ObjectNames {

  private final Catalog catalog;
  private final List<String> path;

  /** The names of a catalogue under a search path. */
  public ObjectNames(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
  }

  /** What {@code regclass} shows for a text: a name, or a number. */
  public String relation(String text) {
    if (text.equals("-") || text.matches("\\d+")) {
      return relation(text.equals("-") ? 0 : Long.parseLong(text));
    }
    Relation found = RelationNames.find(catalog, path, text);
    if (found == null) {
      return relation(systemOid(text));
    }
    return TypeTexts.relation(catalog, found, path);
  }

  /** What {@code regclass} shows for an OID. */
  public String relation(long oid) {
    boolean own = oid >= Oids.FIRST_OWN && oid < Oids.VECTOR_OBJECTS;
    SystemObjects.Found system = own ? null : SystemObjects.relation(oid);
    if (system != null) {
      boolean visible = system.schema() == Oids.PG_CATALOG;
      return (visible ? "" : schema(system.schema()) + ".") + system.name();
    }
    Relation found = byOid(oid);
    return found != null
        ? TypeTexts.relation(catalog, found, path)
        : oid == 0 ? "-" : String.valueOf(oid);
  }

  /** The OID of what {@code regclass} shows. */
  public long relationOid(String shown) {
    if (shown.equals("-") || shown.matches("\\d+")) {
      return shown.equals("-") ? 0 : Long.parseLong(shown);
    }
    Relation found = RelationNames.find(catalog, path, shown);
    return found == null ? systemOid(shown) : found.oid();
  }

  private static long systemOid(String text) {
    SystemObjects.Found found = systemRelation(text);
    if (found == null) {
      throw new PgException("42P01", "relation \"" + text + "\" does not exist");
    }
    return found.oid();
  }

  private static SystemObjects.@Nullable Found systemRelation(String text) {
    List<String> parts = RelationNames.parts(text);
    return parts.isEmpty() || parts.size() > 2
        ? null
        : SystemObjects.relation(
            parts.size() == 2 ? parts.get(0) : null, parts.get(parts.size() - 1));
  }

  /** {@code to_regclass}. */
  public @Nullable String findRelation(String text) {
    Relation found = RelationNames.find(catalog, path, text);
    if (found != null) {
      return TypeTexts.relation(catalog, found, path);
    }
    SystemObjects.Found system = systemRelation(text);
    return system == null ? null : relation(system.oid());
  }

  /** What {@code regnamespace} shows for an OID. */
  public String schema(long oid) {
    List<String> names = new ArrayList<>(Oids.SYSTEM_SCHEMAS);
    names.addAll(catalog.schemas());
    if (catalog.temporarySchema() != null) {
      names.add(catalog.temporarySchema());
    }
    return names.stream()
        .filter(name -> Oids.schema(name) == oid)
        .findFirst()
        .map(TypeTexts::identifier)
        .orElse(oid == 0 ? "-" : String.valueOf(oid));
  }

  /** {@code pg_my_temp_schema}; 0 while there is nothing temporary. */
  public long temporarySchema() {
    String schema = catalog.temporarySchema();
    return schema == null ? 0 : Oids.schema(schema);
  }

  /** What {@code regnamespace} shows for a text. */
  public String schema(String text) {
    if (!catalog.schemas().contains(text) && !Oids.SYSTEM_SCHEMAS.contains(text)) {
      throw new PgException("3F000", "schema \"" + text + "\" does not exist");
    }
    return TypeTexts.identifier(text);
  }

  /** The OID of what {@code regnamespace} shows. */
  public long schemaOid(String shown) {
    return shown.matches("\\d+") ? Long.parseLong(shown) : Oids.schema(shown.replace("\"", ""));
  }

  /** {@code format_type}; null as the modifier says none was given. */
  public String type(long oid, @Nullable Long typmod) {
    PgType type = typeByOid(oid);
    if (type == null) {
      return oid == 0 ? "-" : systemType(oid);
    }
    if (type.equals(Types.BPCHAR) && typmod != null && typmod < 0) {
      return "bpchar";
    }
    return TypeTexts.of(catalog, path, type, typmod == null ? -1 : typmod.intValue());
  }

  /** Types that this backend does not have values of, and those of rows. */
  private String systemType(long oid) {
    SystemObjects.Found found = SystemObjects.type(oid);
    if (found == null) {
      return rowType(oid);
    }
    long element = found.text("typcategory").equals("A") ? found.number("typelem") : 0;
    if (element != 0) {
      return type(element, null) + "[]";
    }
    boolean visible = found.schema() == Oids.PG_CATALOG;
    String name = found.name().equals("timetz") ? "time with time zone" : found.name();
    return visible ? name : schema(found.schema()) + "." + name;
  }

  private String rowType(long oid) {
    for (Relation relation : catalog.relations()) {
      long row = Oids.rowType(relation);
      if (row == oid || row + 1 == oid) {
        return TypeTexts.relation(catalog, relation, path) + (row == oid ? "" : "[]");
      }
    }
    for (Domain domain : catalog.domains()) {
      if (Oids.domainArray(domain) == oid) {
        return type(domain.oid(), null) + "[]";
      }
    }
    return "???";
  }

  /** Whether there is a role of a name. */
  public static boolean isRole(String name) {
    return SystemObjects.rows("pg_catalog.pg_roles").stream()
        .anyMatch(row -> name.equals(row.get("rolname")));
  }

  /** {@code pg_get_userbyid}. */
  public String role(long oid) {
    String made = catalog.roles().name(oid);
    String name = made == null ? SystemObjects.role(oid) : made;
    return name == null ? "unknown (OID=" + oid + ")" : TypeTexts.identifier(name);
  }

  /** A type by its OID. */
  public @Nullable PgType typeByOid(long oid) {
    PgType known = Types.byOid((int) oid);
    if (known != null) {
      return known;
    }
    for (EnumType found : catalog.enums()) {
      if (found.type().oid() == oid || found.type().oid() + 1 == oid) {
        return found.type().oid() == oid ? found.type() : Types.array(found.type());
      }
    }
    for (Domain domain : catalog.domains()) {
      if (domain.oid() == oid) {
        return domain.type();
      }
    }
    return null;
  }

  private @Nullable String domainConstraint(long oid) {
    for (Domain domain : catalog.domains()) {
      int index = 0;
      for (; index < domain.checks().size(); index++) {
        if (Oids.domainConstraint(domain, index) == oid) {
          return printed(SystemView.UNPRINTABLE);
        }
      }
      if (domain.notNull() && Oids.domainConstraint(domain, index) == oid) {
        return "NOT NULL";
      }
    }
    return null;
  }

  /** {@code pg_get_constraintdef}. */
  public @Nullable String constraint(long oid, boolean pretty) {
    DefinitionTexts texts = new DefinitionTexts(catalog, path, pretty);
    for (Table table : catalog.tables()) {
      int index = 0;
      for (Constraint constraint : table.constraints()) {
        if (Oids.constraint(table, index++) == oid) {
          return printed(texts.constraint(table, constraint));
        }
      }
      for (Column column : table.columns()) {
        index++;
        if (column.notNull() && Oids.constraint(table, index) == oid) {
          return "NOT NULL " + TypeTexts.identifier(column.name());
        }
      }
    }
    return domainConstraint(oid);
  }

  /** {@code pg_get_indexdef}; the column counts from 1, and 0 means the whole definition. */
  public @Nullable String index(long oid, int column, boolean pretty) {
    if (!(byOid(oid) instanceof Relation.Index index)) {
      return null;
    }
    Table table = catalog.table(index.table());
    DefinitionTexts texts = new DefinitionTexts(catalog, path, pretty);
    if (column == 0 || table == null) {
      return printed(texts.index(index));
    }
    int width = index.columns().isEmpty() ? index.keys().size() : index.columns().size();
    return column > width ? "" : printed(texts.key(index, table, column - 1));
  }

  /** {@code pg_get_viewdef}; null for what is no view. */
  public @Nullable String view(long oid) {
    return byOid(oid) instanceof Relation.View view
        ? printed(ViewTexts.of(catalog, view, path))
        : null;
  }

  /** {@code pg_get_triggerdef}; null for what is no trigger that a user made. */
  public @Nullable String trigger(long oid, boolean pretty) {
    return new TriggerRows(catalog, path).definition(oid, pretty, path);
  }

  /** Whether PostgreSQL has a type of that name, which may be unknown here. */
  public static boolean isSystemType(String name) {
    return SystemObjects.type(name) != null;
  }

  /** The OID of what {@code regtype} shows for a type that this backend has no values of. */
  public static @Nullable Long systemType(String shown) {
    boolean array = shown.endsWith("[]");
    String name = array ? "_" + shown.substring(0, shown.length() - 2) : shown;
    SystemObjects.Found found = SystemObjects.type(name);
    return found == null ? null : (Long) found.oid();
  }

  /** Refuses the mark of a text that cannot be printed. */
  public static String printed(String text) {
    if (text.equals(SystemView.UNPRINTABLE)) {
      throw PgException.unsupported("the text of an expression or view in the catalogue");
    }
    return text;
  }

  /** The comments of objects. */
  public ObjectComments comments() {
    return new ObjectComments(catalog, this);
  }

  /** {@code pg_table_is_visible}; null for an OID that is none. */
  public @Nullable Boolean isVisible(long oid) {
    Relation relation = byOid(oid);
    if (relation != null) {
      return relation.equals(catalog.find(null, relation.name(), path));
    }
    SystemObjects.Found system = SystemObjects.relation(oid);
    return system == null ? null : (Boolean) (system.schema() == Oids.PG_CATALOG);
  }

  @Nullable Relation byOid(long oid) {
    return catalog.relations().stream().filter(r -> r.oid() == oid).findFirst().orElse(null);
  }
}
