// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The built-in types and pgvector's. */
public final class Types extends ColumnTypes {

  /** regclass, stored as the name. */
  public static final PgType REGCLASS = TypeFactory.name(2205, 2210, "regclass");

  /** "char", one byte: the kinds of the catalogue. */
  public static final PgType CHAR =
      TypeFactory.make("18 1002 char Z -", "\"char\"", java.sql.Types.CHAR, Storage.TEXT, null);

  /** regtype, stored as the name. */
  public static final PgType REGTYPE = TypeFactory.name(2206, 2211, "regtype");

  /** regproc, stored as the name. */
  public static final PgType REGPROC = TypeFactory.name(24, 1008, "regproc");

  /** regprocedure, stored as the name with its arguments. */
  public static final PgType REGPROCEDURE = TypeFactory.name(2202, 2207, "regprocedure");

  /** regnamespace, stored as the name. */
  public static final PgType REGNAMESPACE = TypeFactory.name(4089, 4090, "regnamespace");

  /** regrole, stored as the name. */
  public static final PgType REGROLE = TypeFactory.name(4096, 4097, "regrole");

  /** xid. */
  public static final PgType XID =
      TypeFactory.make("28 1011 xid U -", "xid", java.sql.Types.OTHER, Storage.INTEGER, null);

  /** A privilege, stored as its text. */
  public static final PgType ACLITEM =
      TypeFactory.make(
          "1033 1034 aclitem U -", "aclitem", java.sql.Types.OTHER, Storage.TEXT, null);

  /** An expression that the catalogue keeps, stored as the text that pg_get_expr shows. */
  public static final PgType NODE_TREE = TypeFactory.pseudo(194, "pg_node_tree", 'Z');

  /** int2vector, stored as an array; its first element has the subscript 0. */
  public static final PgType INT2VECTOR = TypeFactory.vectorOf(22, 1006, "int2vector", INT2);

  /** oidvector, stored as an array. */
  public static final PgType OIDVECTOR = TypeFactory.vectorOf(30, 1013, "oidvector", OID);

  /** The type of a literal or parameter before its context gives it one. */
  public static final PgType UNKNOWN = TypeFactory.pseudo(705, "unknown", 'X');

  /** void. */
  public static final PgType VOID = TypeFactory.pseudo(2278, "void", 'P');

  /** A row of any shape. */
  public static final PgType RECORD = TypeFactory.pseudo(2249, "record", 'P');

  /** anyelement, in signatures. */
  public static final PgType ANYELEMENT = TypeFactory.pseudo(2283, "anyelement", 'P');

  /** anyarray, in signatures. */
  public static final PgType ANYARRAY = TypeFactory.pseudo(2277, "anyarray", 'P');

  /** any, in signatures. */
  public static final PgType ANY = TypeFactory.pseudo(2276, "any", 'P');

  static {
    MoreTypes.load();
    RangeTypes.load();
  }

  private Types() {}

  /** A built-in type by its {@code pg_type.typname}. */
  public static @Nullable PgType byName(String name) {
    return TypeFactory.BY_NAME.get(name);
  }

  /** Whether a type belongs to the catalogue, so that a table's columns cannot have it here. */
  public static boolean isOfCatalog(PgType type) {
    return isReference(type)
        || isCatalogVector(type)
        || type.equals(CHAR)
        || type.equals(XID)
        || type.equals(ACLITEM)
        || type.equals(NODE_TREE);
  }

  /** Whether it is int2vector or oidvector, whose subscripts begin with 0. */
  public static boolean isCatalogVector(PgType type) {
    return type.equals(INT2VECTOR) || type.equals(OIDVECTOR);
  }

  /** Whether its values are OIDs that are shown as names. */
  public static boolean isReference(PgType type) {
    return type.equals(REGCLASS)
        || type.equals(REGTYPE)
        || type.equals(REGPROC)
        || type.equals(REGPROCEDURE)
        || type.equals(REGNAMESPACE)
        || type.equals(REGROLE);
  }

  /** A built-in type by its OID. */
  public static @Nullable PgType byOid(int oid) {
    return TypeFactory.BY_OID.get(oid);
  }

  /** All built-in types. */
  public static List<PgType> all() {
    return new ArrayList<>(TypeFactory.BY_OID.values());
  }

  /** The array type of a type; an enum's is made when it is asked for. */
  public static PgType array(PgType element) {
    PgType known = TypeFactory.ARRAYS.get(element);
    if (known != null) {
      return known;
    }
    if (element.category() != 'E') {
      throw PgException.unsupported("an array of " + element.sqlName());
    }
    return TypeFactory.arrayOf(element, element.oid() + 1);
  }

  /** A domain's type, for metadata only. */
  public static PgType domainType(int oid, String name, PgType base) {
    return TypeFactory.domainType(oid, name, base);
  }

  /** An enum type. */
  public static PgType enumType(int oid, String name, List<String> labels) {
    return TypeFactory.enumType(oid, name, labels, Set.of());
  }

  /** An enum type with labels that may not be used before the transaction has committed. */
  public static PgType enumType(int oid, String name, List<String> labels, Set<String> fresh) {
    return TypeFactory.enumType(oid, name, labels, fresh);
  }
}
