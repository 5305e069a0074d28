// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.catalog.Typmods;
import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The views of information_schema about schemas, tables, columns and sequences. */
final class InformationRows {

  static final String DATABASE = SmallRows.DATABASE;
  private static final int MOST_BYTES = 1_073_741_824;
  private static final Map<String, Integer> BITS =
      Map.of("int2", 16, "int4", 32, "int8", 64, "float4", 24, "float8", 53);

  private final Catalog catalog;
  private final List<String> path;
  private final DefinitionTexts texts;

  InformationRows(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
    this.texts = new DefinitionTexts(catalog, path);
  }

  SystemView schemata() {
    SystemView view =
        SystemView.information(
            "schemata",
            "catalog_name schema_name schema_owner default_character_set_catalog"
                + " default_character_set_schema default_character_set_name sql_path");
    for (String system : Oids.SYSTEM_SCHEMAS) {
      view.add(DATABASE, system, SmallRows.USER, null, null, null, null);
    }
    for (String schema : catalog.schemas()) {
      String owner = schema.equals("public") ? "pg_database_owner" : SmallRows.USER;
      view.add(DATABASE, schema, owner, null, null, null, null);
    }
    return view;
  }

  private boolean isTemporary(Relation relation) {
    return relation.schema().equals(catalog.temporarySchema());
  }

  SystemView tables() {
    SystemView view =
        SystemView.information(
            "tables",
            "table_catalog table_schema table_name table_type self_referencing_column_name"
                + " reference_generation user_defined_type_catalog user_defined_type_schema"
                + " user_defined_type_name is_insertable_into is_typed commit_action");
    for (Relation relation : catalog.relations()) {
      boolean isView = relation instanceof Relation.View;
      boolean isTable = relation instanceof Table table && table.materialized() == null;
      if (isView || isTable) {
        view.add(
            DATABASE,
            relation.schema(),
            relation.name(),
            isView ? "VIEW" : isTemporary(relation) ? "LOCAL TEMPORARY" : "BASE TABLE",
            null,
            null,
            null,
            null,
            null,
            isView ? SystemView.UNPRINTABLE : "YES",
            "NO",
            isTemporary(relation) ? "PRESERVE" : null);
      }
    }
    return view;
  }

  SystemView views() {
    SystemView view =
        SystemView.information(
            "views",
            "table_catalog table_schema table_name view_definition check_option"
                + " is_trigger_updatable is_trigger_deletable is_trigger_insertable_into");
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.View v) {
        view.add(
            DATABASE,
            v.schema(),
            v.name(),
            ViewTexts.of(catalog, v, path),
            v.checkOption().isEmpty() ? "NONE" : v.checkOption(),
            "NO",
            "NO",
            "NO");
      }
    }
    return view;
  }

  SystemView columns() {
    SystemView view =
        SystemView.information(
            "columns",
            "table_catalog table_schema table_name column_name ordinal_position column_default"
                + " is_nullable data_type character_maximum_length character_octet_length"
                + " numeric_precision numeric_precision_radix numeric_scale datetime_precision"
                + " interval_type interval_precision character_set_catalog character_set_schema"
                + " character_set_name domain_catalog domain_schema domain_name udt_catalog"
                + " udt_schema udt_name scope_catalog scope_schema scope_name maximum_cardinality"
                + " dtd_identifier is_self_referencing is_identity identity_generation"
                + " identity_start identity_increment identity_maximum identity_minimum"
                + " identity_cycle is_generated generation_expression is_updatable");
    for (Relation relation : catalog.relations()) {
      int position = 0;
      if (relation instanceof Table table && table.materialized() != null) {
        continue;
      }
      for (Column column : Comments.columns(relation)) {
        view.add(row(relation, column, ++position));
      }
    }
    return view;
  }

  private @Nullable Object[] row(Relation relation, Column column, int position) {
    PgType type = column.type();
    Domain domain = catalog.domain(column.domain());
    Object length = length(column);
    boolean text = type.equals(TEXT) || type.equals(VARCHAR) || type.equals(BPCHAR);
    boolean identity = !column.identity().isEmpty();
    boolean generated = column.generated() != null;
    Relation.Sequence sequence =
        identity
                && column.sequence() != null
                && catalog.relation(column.sequence()) instanceof Relation.Sequence found
            ? found
            : null;
    return new @Nullable Object[] {
      DATABASE,
      relation.schema(),
      relation.name(),
      column.name(),
      position,
      generated ? null : texts.defaultOf(null, column),
      column.notNull() || (domain != null && domain.notNull()) ? "NO" : "YES",
      dataType(type),
      length,
      length != null && text ? (Object) ((Integer) length * 4) : text ? (Object) MOST_BYTES : null,
      precision(column),
      BITS.containsKey(type.name()) ? (Object) 2 : type.equals(NUMERIC) ? (Object) 10 : null,
      scale(column),
      clock(column),
      null,
      null,
      null,
      null,
      null,
      domain == null ? null : DATABASE,
      domain == null ? null : domain.schema(),
      domain == null ? null : domain.name(),
      DATABASE,
      typeSchema(type),
      type.name(),
      null,
      null,
      null,
      null,
      String.valueOf(position),
      "NO",
      identity ? "YES" : "NO",
      identity ? (column.identity().equals("always") ? "ALWAYS" : "BY DEFAULT") : null,
      sequence == null ? null : String.valueOf(sequence.start()),
      sequence == null ? null : String.valueOf(sequence.increment()),
      sequence == null ? null : String.valueOf(sequence.maximum()),
      sequence == null ? null : String.valueOf(sequence.minimum()),
      sequence != null && sequence.cycle() ? "YES" : "NO",
      generated ? "ALWAYS" : "NEVER",
      generated ? SystemView.UNPRINTABLE : null,
      relation instanceof Table ? "YES" : SystemView.UNPRINTABLE,
    };
  }

  static String dataType(PgType type) {
    boolean user = type.category() == 'E' || MoreTypes.isPgvector(type);
    return type.isArray() ? "ARRAY" : user ? "USER-DEFINED" : type.sqlName();
  }

  private String typeSchema(PgType type) {
    PgType element = type.element() == null ? type : type.element();
    EnumType found = catalog.enumOf(element);
    return found != null ? found.schema() : MoreTypes.isPgvector(element) ? "public" : "pg_catalog";
  }

  private static @Nullable Object length(Column column) {
    boolean sized = column.type().equals(VARCHAR) || column.type().equals(BPCHAR);
    if (MoreTypes.isBits(column.type())) {
      return column.typmod() < 0 ? null : column.typmod();
    }
    return sized && column.typmod() >= 0 ? column.typmod() - 4 : null;
  }

  private static @Nullable Object precision(Column column) {
    boolean scaled = column.type().equals(NUMERIC) && column.typmod() >= 0;
    return scaled ? (Object) Typmods.precision(column.typmod()) : BITS.get(column.type().name());
  }

  private static @Nullable Object scale(Column column) {
    if (column.type().equals(NUMERIC)) {
      return column.typmod() < 0 ? null : Typmods.scale(column.typmod());
    }
    return column.type().name().startsWith("int") && BITS.containsKey(column.type().name())
        ? 0
        : null;
  }

  private static @Nullable Object clock(Column column) {
    PgType type = column.type();
    if (type.equals(DATE)) {
      return 0;
    }
    boolean clock =
        type.equals(TIME)
            || type.equals(TIMESTAMP)
            || type.equals(TIMESTAMPTZ)
            || type.equals(INTERVAL);
    return !clock ? null : column.typmod() < 0 ? 6 : column.typmod();
  }

  /** Without the sequences of identity columns, as the standard demands. */
  SystemView sequences() {
    SystemView view =
        SystemView.information(
            "sequences",
            "sequence_catalog sequence_schema sequence_name data_type numeric_precision"
                + " numeric_precision_radix numeric_scale start_value minimum_value maximum_value"
                + " increment cycle_option");
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.Sequence s && !isOfIdentity(s)) {
        PgType type = s.type();
        view.add(
            DATABASE,
            s.schema(),
            s.name(),
            type.sqlName(),
            BITS.get(type.name()),
            2,
            0,
            String.valueOf(s.start()),
            String.valueOf(s.minimum()),
            String.valueOf(s.maximum()),
            String.valueOf(s.increment()),
            s.cycle() ? "YES" : "NO");
      }
    }
    return view;
  }

  private boolean isOfIdentity(Relation.Sequence sequence) {
    Column owner = owner(sequence);
    return owner != null && !owner.identity().isEmpty();
  }

  private @Nullable Column owner(Relation.Sequence sequence) {
    Table table = sequence.ownerTable() == null ? null : catalog.table(sequence.ownerTable());
    return table == null || sequence.ownerColumn() == null
        ? null
        : table.column(sequence.ownerColumn());
  }
}
