// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Names;
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
          "pg_aggregate",
          "pg_am",
          "pg_amop",
          "pg_amproc",
          "pg_auth_members",
          "pg_authid",
          "pg_cast",
          "pg_collation",
          "pg_conversion",
          "pg_database",
          "pg_db_role_setting",
          "pg_default_acl",
          "pg_event_trigger",
          "pg_foreign_data_wrapper",
          "pg_foreign_server",
          "pg_foreign_table",
          "pg_inherits",
          "pg_language",
          "pg_opclass",
          "pg_operator",
          "pg_opfamily",
          "pg_partitioned_table",
          "pg_policies",
          "pg_policy",
          "pg_publication",
          "pg_range",
          "pg_shadow",
          "pg_statistic_ext",
          "pg_tablespace",
          "pg_transform",
          "pg_ts_config",
          "pg_ts_config_map",
          "pg_ts_dict",
          "pg_ts_parser",
          "pg_ts_template",
          "administrable_role_authorizations",
          "applicable_roles",
          "character_sets",
          "check_constraint_routine_usage",
          "collation_character_set_applicability",
          "collations",
          "column_domain_usage",
          "column_options",
          "domain_constraints",
          "domain_udt_usage",
          "domains",
          "sql_features",
          "sql_implementation_info",
          "sql_parts",
          "sql_sizing",
          "user_defined_types");

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
    return view.without(new RoleRows(catalog).hidden())
        .withVector(catalog.extensions().contains("vector"));
  }

  /** Whether it would have rows that nobody makes here. */
  private boolean isUnlisted(String name) {
    boolean domains = name.contains("domain") && !catalog.domains().isEmpty();
    return domains || new RoleRows(catalog).isUnlisted(name);
  }

  private static PgException unknown(QualifiedName name) {
    return PgException.unsupported("the catalogue view " + name).at(name.position());
  }

  private @Nullable SystemView information(String name) {
    InformationRows rows = new InformationRows(catalog, path);
    InformationConstraints constraints = new InformationConstraints(catalog, path);
    return switch (name) {
      case "schemata" -> rows.schemata();
      case "enabled_roles" -> new RoleRows(catalog).enabled();
      case "tables" -> rows.tables();
      case "views" -> rows.views();
      case "columns" -> rows.columns();
      case "sequences" -> rows.sequences();
      case "routines" -> new RoutineInformation(catalog, path).routines();
      case "parameters" -> new RoutineInformation(catalog, path).parameters();
      case "triggers" -> new TriggerRows(catalog, path).information();
      case "triggered_update_columns" -> new TriggerRows(catalog, path).columns();
      case "table_constraints" -> constraints.tableConstraints();
      case "key_column_usage" -> constraints.keyColumns();
      case "constraint_column_usage" -> constraints.constraintColumns(true);
      case "constraint_table_usage" -> constraints.constraintColumns(false);
      case "referential_constraints" -> constraints.references();
      case "check_constraints" -> constraints.checks();
      case "information_schema_catalog_name" -> catalogName();
      default -> null;
    };
  }

  private static SystemView catalogName() {
    SystemView view = SystemView.information("information_schema_catalog_name", "catalog_name");
    view.add(SmallRows.DATABASE);
    return view;
  }

  private @Nullable SystemView catalog(String name) {
    SmallRows small = new SmallRows(catalog);
    ClassRows classes = new ClassRows(catalog, path);
    return switch (name) {
      case "pg_namespace" -> small.namespaces();
      case "pg_type" -> new TypeRows(catalog).types();
      case "pg_enum" -> small.enums();
      case "pg_extension" -> small.extensions();
      case "pg_depend" -> small.dependencies();
      case "pg_user" -> new RoleRows(catalog).users();
      case "pg_roles" -> new RoleRows(catalog).roles();
      case "pg_group" -> new RoleRows(catalog).groups();
      case "pg_settings" -> SmallRows.settings();
      case "pg_proc" -> new ProcRows(catalog, path).procs();
      case "pg_trigger" -> new TriggerRows(catalog, path).triggers();
      case "pg_class" -> classes.classes();
      case "pg_attribute" -> new AttributeRows(catalog, path).attributes();
      case "pg_attrdef" -> classes.defaults();
      case "pg_index" -> new IndexRows(catalog, path).indexes();
      case "pg_sequence" -> classes.sequences();
      case "pg_description" -> DescriptionRows.of(catalog);
      case "pg_shdescription" -> DescriptionRows.shared(catalog);
      case "pg_constraint" -> new ConstraintRows(catalog, path).constraints();
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
            "schemaname tablename tableowner tablespace hasindexes hasrules hastriggers"
                + " rowsecurity");
    ClassRows classes = new ClassRows(catalog, path);
    for (Table table : catalog.tables()) {
      if (table.materialized() != null) {
        continue;
      }
      boolean triggers = classes.hasTriggers(table);
      boolean indexed = !catalog.indexes(table.key()).isEmpty();
      view.add(table.schema(), table.name(), SmallRows.USER, null, indexed, false, triggers, false);
    }
    return view;
  }

  private SystemView views() {
    SystemView view = SystemView.catalog("pg_views", "schemaname viewname viewowner definition");
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.View v) {
        view.add(v.schema(), v.name(), SmallRows.USER, ViewTexts.of(catalog, v, path));
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
    DefinitionTexts texts = new DefinitionTexts(catalog, path);
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
                + " increment_by cycle cache_size last_value");
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.Sequence s) {
        view.add(
            s.schema(),
            s.name(),
            SmallRows.USER,
            s.type().sqlName(),
            s.start(),
            s.minimum(),
            s.maximum(),
            s.increment(),
            s.cycle(),
            1,
            new SystemView.Sql("pg_pg_sequence_last_value(" + Names.literal(s.key()) + ")"));
      }
    }
    return view;
  }
}
