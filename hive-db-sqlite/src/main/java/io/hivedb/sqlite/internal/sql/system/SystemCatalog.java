// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the relations of the system by name. They list the objects of this database; of the
 * system's own they list schemas, types, access methods and roles, but not its tables, functions
 * and operators.
 */
public final class SystemCatalog {

  private static final String INFORMATION = "information_schema";
  private static final String CATALOG = "pg_catalog";

  /** What a database without functions, rules, policies, collations, partitions has none of. */
  private static final Set<String> EMPTY =
      Set.of(
          "pg_collation",
          "pg_inherits",
          "pg_partitioned_table",
          "pg_policies",
          "pg_policy",
          "pg_proc",
          "pg_rules",
          "pg_range",
          "check_constraint_routine_usage",
          "column_domain_usage",
          "column_options",
          "domain_constraints",
          "domain_udt_usage",
          "domains",
          "parameters",
          "routines",
          "triggered_update_columns",
          "triggers",
          "user_defined_types");

  private static final Set<String> ROUTINES = Set.of("pg_proc", "routines", "parameters");

  private final Catalog catalog;
  private final List<String> path;

  /** The system's relations over a catalogue. */
  public SystemCatalog(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
  }

  /** The relation of a name; null where it is none of the system's. */
  public @Nullable SystemView find(QualifiedName name) {
    boolean system = name.schema() == null && Layouts.of(CATALOG, name.name()) != null;
    String schema = system || name.schema() == null ? CATALOG : name.schema();
    boolean own = system || CATALOG.equals(name.schema()) || INFORMATION.equals(schema);
    if (!own) {
      boolean reserved = name.schema() == null && name.name().startsWith("pg_");
      if (reserved && catalog.find(null, name.name(), path) == null) {
        throw unknown(name);
      }
      return null;
    }
    if (Layouts.of(schema, name.name()) == null) {
      throw unknown(name);
    }
    if (isUnlisted(name.name())) {
      throw unknown(name);
    }
    SystemView view =
        EMPTY.contains(name.name())
            ? SystemView.empty(schema, name.name())
            : schema.equals(INFORMATION) ? information(name.name()) : catalog(name.name());
    if (view == null) {
      throw unknown(name);
    }
    return view;
  }

  /** Whether it would have rows that nobody makes here. */
  private boolean isUnlisted(String name) {
    if (name.contains("domain")) {
      return !catalog.domains().isEmpty();
    }
    if (ROUTINES.contains(name)) {
      return !catalog.routines().all().isEmpty();
    }
    return name.startsWith("trigger") && !catalog.routines().triggers().isEmpty();
  }

  private static PgException unknown(QualifiedName name) {
    return PgException.unsupported("the catalogue view " + name).at(name.position());
  }

  private @Nullable SystemView information(String name) {
    InformationRows rows = new InformationRows(catalog);
    InformationConstraints constraints = new InformationConstraints(catalog);
    return switch (name) {
      case "schemata" -> rows.schemata();
      case "tables" -> rows.tables();
      case "views" -> rows.views();
      case "columns" -> rows.columns();
      case "sequences" -> rows.sequences();
      case "table_constraints" -> constraints.tableConstraints();
      case "key_column_usage" -> constraints.keyColumns();
      case "constraint_column_usage" -> constraints.constraintColumns(true);
      case "constraint_table_usage" -> constraints.constraintColumns(false);
      case "referential_constraints" -> constraints.references();
      case "check_constraints" -> constraints.checks();
      case "information_schema_catalog_name" -> only("catalog_name", SmallRows.DATABASE);
      case "enabled_roles" -> only("role_name", SmallRows.USER);
      default -> null;
    };
  }

  private static SystemView only(String column, String value) {
    String name =
        column.equals("catalog_name") ? "information_schema_catalog_name" : "enabled_roles";
    SystemView view = SystemView.information(name, column);
    view.add(value);
    return view;
  }

  private @Nullable SystemView catalog(String name) {
    SmallRows small = new SmallRows(catalog);
    ClassRows classes = new ClassRows(catalog);
    return switch (name) {
      case "pg_namespace" -> small.namespaces();
      case "pg_am" -> small.methods();
      case "pg_type" -> small.types();
      case "pg_enum" -> small.enums();
      case "pg_extension" -> small.extensions();
      case "pg_depend" -> small.dependencies();
      case "pg_roles" -> SmallRows.roles();
      case "pg_user" -> SmallRows.users();
      case "pg_database" -> SmallRows.databases();
      case "pg_settings" -> SmallRows.settings();
      case "pg_class" -> classes.classes();
      case "pg_attribute" -> classes.attributes();
      case "pg_attrdef" -> classes.defaults();
      case "pg_index" -> classes.indexes();
      case "pg_sequence" -> classes.sequences();
      case "pg_description" -> DescriptionRows.of(catalog);
      case "pg_constraint" -> new ConstraintRows(catalog).constraints();
      default -> listing(name);
    };
  }

  private @Nullable SystemView listing(String name) {
    return switch (name) {
      case "pg_tables" -> tables();
      case "pg_views" -> views();
      case "pg_matviews" -> materializedViews();
      case "pg_indexes" -> indexes();
      case "pg_sequences" -> sequences();
      default -> null;
    };
  }

  private SystemView tables() {
    SystemView view =
        SystemView.catalog(
            "pg_tables",
            "schemaname tablename tableowner tablespace hasindexes hasrules rowsecurity");
    for (Table table : catalog.tables()) {
      if (table.materialized() != null) {
        continue;
      }
      boolean indexed = !catalog.indexes(table.key()).isEmpty();
      view.add(table.schema(), table.name(), SmallRows.USER, null, indexed, false, false);
    }
    return view;
  }

  private SystemView views() {
    SystemView view = SystemView.catalog("pg_views", "schemaname viewname viewowner definition");
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.View v) {
        view.add(v.schema(), v.name(), SmallRows.USER, ViewTexts.of(catalog, v));
      }
    }
    return view;
  }

  private SystemView materializedViews() {
    SystemView view =
        SystemView.catalog(
            "pg_matviews",
            "schemaname matviewname matviewowner tablespace hasindexes ispopulated definition");
    for (Table table : catalog.tables()) {
      if (table.materialized() != null) {
        view.add(
            table.schema(),
            table.name(),
            SmallRows.USER,
            null,
            !catalog.indexes(table.key()).isEmpty(),
            table.materialized().populated(),
            SystemView.UNPRINTABLE);
      }
    }
    return view;
  }

  private SystemView indexes() {
    SystemView view =
        SystemView.catalog("pg_indexes", "schemaname tablename indexname tablespace indexdef");
    DefinitionTexts texts = new DefinitionTexts(catalog);
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.Index index) {
        Table table = Objects.requireNonNull(catalog.table(index.table()));
        view.add(index.schema(), table.name(), index.name(), null, texts.index(index));
      }
    }
    return view;
  }

  private SystemView sequences() {
    SystemView view =
        SystemView.catalog(
            "pg_sequences",
            "schemaname sequencename sequenceowner data_type start_value min_value max_value"
                + " increment_by cycle cache_size");
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.Sequence s) {
        view.add(
            s.schema(),
            s.name(),
            SmallRows.USER,
            InformationRows.sequenceType(s).sqlName(),
            s.start(),
            s.minimum(),
            s.maximum(),
            s.increment(),
            s.cycle(),
            1);
      }
    }
    return view;
  }
}
