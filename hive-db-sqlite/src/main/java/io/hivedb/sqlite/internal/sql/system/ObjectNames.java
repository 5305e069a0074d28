// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
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
      return Oids.systemRelation(systemName(text));
    }
    return TypeTexts.relation(found, path);
  }

  /** What {@code regclass} shows for an OID. */
  public String relation(long oid) {
    String system = Oids.SYSTEM.get(oid);
    if (system != null) {
      return system;
    }
    Relation found = byOid(oid);
    return found != null ? TypeTexts.relation(found, path) : oid == 0 ? "-" : String.valueOf(oid);
  }

  /** The OID of what {@code regclass} shows. */
  public long relationOid(String shown) {
    if (shown.equals("-") || shown.matches("\\d+")) {
      return shown.equals("-") ? 0 : Long.parseLong(shown);
    }
    Relation found = RelationNames.find(catalog, path, shown);
    return found == null ? Oids.systemOid(systemName(shown)) : found.oid();
  }

  private static String systemName(String text) {
    return text.startsWith("pg_catalog.") ? text.substring("pg_catalog.".length()) : text;
  }

  /** What {@code regnamespace} shows for an OID. */
  public String schema(long oid) {
    for (String name : Oids.SYSTEM_SCHEMAS) {
      if (Oids.schema(name) == oid) {
        return name;
      }
    }
    for (String name : catalog.schemas()) {
      if (Oids.schema(name) == oid) {
        return TypeTexts.identifier(name);
      }
    }
    return oid == 0 ? "-" : String.valueOf(oid);
  }

  /** What {@code regnamespace} shows for a text. */
  public String schema(String text) {
    boolean known = catalog.schemas().contains(text) || Oids.SYSTEM_SCHEMAS.contains(text);
    if (!known) {
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
      return oid == 0 ? "-" : "???";
    }
    if (type.equals(Types.BPCHAR) && typmod != null && typmod < 0) {
      return "bpchar";
    }
    return TypeTexts.of(catalog, path, type, typmod == null ? -1 : typmod.intValue());
  }

  /** A type by its OID. */
  public @Nullable PgType typeByOid(long oid) {
    PgType known = Types.byOid((int) oid);
    if (known != null) {
      return known;
    }
    for (Catalog.EnumType found : catalog.enums()) {
      if (found.type().oid() == oid) {
        return found.type();
      }
      if (found.type().oid() + 1 == oid) {
        return Types.array(found.type());
      }
    }
    for (Domain domain : catalog.domains()) {
      if (domain.oid() == oid) {
        return domain.type();
      }
    }
    return null;
  }

  /** {@code pg_get_constraintdef}. */
  public @Nullable String constraint(long oid) {
    DefinitionTexts texts = new DefinitionTexts(catalog);
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
    return null;
  }

  /** {@code pg_get_indexdef}; the column counts from 1, and 0 means the whole definition. */
  public @Nullable String index(long oid, int column) {
    if (!(byOid(oid) instanceof Relation.Index index)) {
      return null;
    }
    Table table = catalog.table(index.table());
    DefinitionTexts texts = new DefinitionTexts(catalog);
    if (column == 0 || table == null) {
      return printed(texts.index(index));
    }
    int width = index.columns().isEmpty() ? index.keys().size() : index.columns().size();
    return column > width ? "" : printed(texts.key(index, table, column - 1));
  }

  /** {@code pg_get_viewdef}; null for what is no view. */
  public @Nullable String view(long oid) {
    return byOid(oid) instanceof Relation.View view ? printed(ViewTexts.of(catalog, view)) : null;
  }

  /** Refuses the mark of a text that cannot be printed. */
  public static String printed(String text) {
    if (text.equals(SystemView.UNPRINTABLE)) {
      throw PgException.unsupported("the text of an expression or view in the catalogue");
    }
    return text;
  }

  /** {@code obj_description} and {@code col_description}; the column 0 means the relation. */
  public @Nullable String comment(long oid, int column) {
    Relation relation = byOid(oid);
    if (relation == null) {
      return column == 0 ? otherComment(oid) : null;
    }
    if (column == 0) {
      return catalog.comments().of(Comments.relation(relation));
    }
    List<Column> columns = Comments.columns(relation);
    return column > columns.size() || column < 1
        ? null
        : catalog.comments().of(Comments.column(relation, columns.get(column - 1).name()));
  }

  private @Nullable String otherComment(long oid) {
    String ofType = oid == (int) oid ? catalog.comments().of(Comments.type((int) oid)) : null;
    return ofType != null ? ofType : constraintComment(oid);
  }

  /** The comment of a type or domain. */
  public @Nullable String typeComment(long oid) {
    return catalog.comments().of(Comments.type((int) oid));
  }

  /** The comment of a constraint. */
  public @Nullable String constraintComment(long oid) {
    List<String> found = new ArrayList<>();
    ConstraintNames.each(
        catalog,
        (table, name, of) -> {
          String text = of == oid ? catalog.comments().of(Comments.constraint(table, name)) : null;
          if (text != null) {
            found.add(text);
          }
        });
    return found.isEmpty() ? null : found.get(0);
  }

  /** The comment of a schema. */
  public @Nullable String schemaComment(long oid) {
    return catalog.comments().of(Comments.schema(schema(oid).replace("\"", "")));
  }

  /** {@code pg_table_is_visible}; null for an OID that is none. */
  public @Nullable Boolean isVisible(long oid) {
    Relation relation = byOid(oid);
    return relation == null
        ? null
        : (Boolean) relation.equals(catalog.find(null, relation.name(), path));
  }

  private @Nullable Relation byOid(long oid) {
    for (Relation relation : catalog.relations()) {
      if (relation.oid() == oid) {
        return relation;
      }
    }
    return null;
  }
}
