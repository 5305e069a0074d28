// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** pg_type: enums, domains, the types of rows, and the arrays of all these. */
final class TypeRows {

  private static final String ARRAY = "array_in array_out array_recv array_send";
  private static final String HANDLER = "array_subscript_handler";

  private final Catalog catalog;
  private final SystemView view =
      SystemView.catalog(
          "pg_type",
          "oid typname typnamespace typowner typlen typbyval typtype typcategory typispreferred"
              + " typisdefined typdelim typrelid typsubscript typelem typarray typinput typoutput"
              + " typreceive typsend typmodin typmodout typanalyze typalign typstorage typnotnull"
              + " typbasetype typtypmod typndims typcollation typdefaultbin typdefault typacl");

  TypeRows(Catalog catalog) {
    this.catalog = catalog;
  }

  SystemView types() {
    for (EnumType found : catalog.enums()) {
      PgType type = found.type();
      long array = Types.array(type).oid();
      add(type.oid(), type.name(), found.schema(), "4 1 e E i p 0", array, 0, "enum");
      array(array, type.name(), found.schema(), type.oid(), "i", 0);
    }
    catalog.domains().forEach(this::domain);
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Table || relation instanceof Relation.View) {
        long oid = Oids.rowType(relation);
        String name = relation.name();
        add(oid, name, relation.schema(), "-1 0 c C d x 0", oid + 1, relation.oid(), "record");
        array(oid + 1, name, relation.schema(), oid, "d", 0);
      }
    }
    return view;
  }

  private void add(
      long oid, String name, String schema, String kind, long array, long relation, String io) {
    String functions = io + "_in " + io + "_out " + io + "_recv " + io + "_send";
    row(oid, name, schema, kind, relation, "-", 0, array, functions, "-", null);
  }

  private void array(
      long oid, String element, String schema, long of, String align, int collation) {
    String kind = "-1 0 b A " + align + " x " + collation;
    row(oid, "_" + element, schema, kind, 0, HANDLER, of, 0, ARRAY, "array_typanalyze", null);
  }

  private void domain(Domain domain) {
    SystemObjects.Found base = SystemObjects.type(domain.base().oid());
    long array = Oids.domainArray(domain);
    String category = String.valueOf(domain.base().category());
    String kind =
        base == null
            ? "4 1 d E i p 0"
            : String.join(
                " ",
                base.text("typlen"),
                base.text("typbyval"),
                "d",
                category,
                base.text("typalign"),
                base.text("typstorage"),
                base.text("typcollation"));
    String output = base == null ? "enum_out" : base.text("typoutput");
    String send = base == null ? "enum_send" : base.text("typsend");
    String functions = String.join(" ", "domain_in", output, "domain_recv", send);
    String analyze = base == null ? "-" : base.text("typanalyze");
    row(
        domain.oid(),
        domain.name(),
        domain.schema(),
        kind,
        0,
        "-",
        0,
        array,
        functions,
        analyze,
        domain);
    int collation = base == null ? 0 : (int) base.number("typcollation");
    String align = base != null && base.text("typalign").equals("d") ? "d" : "i";
    array(array, domain.name(), domain.schema(), domain.oid(), align, collation);
  }

  private void row(
      long oid,
      String name,
      String schema,
      String kind,
      long relation,
      String subscript,
      long element,
      long array,
      String functions,
      String analyze,
      @Nullable Domain domain) {
    List<String> kinds = List.of(kind.split(" "));
    List<String> calls = List.of(functions.split(" "));
    boolean valued = domain != null && domain.defaultValue() != null;
    view.add(
        oid,
        name,
        Oids.schema(schema),
        Oids.OWNER,
        Integer.valueOf(kinds.get(0)),
        kinds.get(1).equals("1"),
        kinds.get(2),
        kinds.get(3),
        false,
        true,
        ",",
        relation,
        subscript,
        element,
        array,
        calls.get(0),
        calls.get(1),
        calls.get(2),
        calls.get(3),
        "-",
        "-",
        analyze,
        kinds.get(4),
        kinds.get(5),
        domain != null && domain.notNull(),
        domain == null ? 0 : domain.base().oid(),
        domain == null ? -1 : domain.typmod(),
        0,
        Integer.valueOf(kinds.get(6)),
        valued ? SystemView.UNPRINTABLE : null,
        valued ? SystemView.UNPRINTABLE : null,
        // What GRANT did is not kept.
        kinds.get(2).equals("e") || domain != null ? SystemView.UNPRINTABLE : null);
  }
}
