// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What anyelement and anyarray stand for in one call. */
final class Polymorphism {

  private Polymorphism() {}

  /** The element type that the arguments decide; null where nothing does. */
  static @Nullable PgType element(Signature signature, List<PgType> types) {
    for (int i = 0; i < types.size(); i++) {
      PgType element = types.get(i).element();
      if (signature.arguments().get(i).equals(Types.ANYARRAY) && element != null) {
        return element;
      }
    }
    PgType widest = null;
    for (int i = 0; i < types.size(); i++) {
      boolean counts =
          signature.arguments().get(i).equals(Types.ANYELEMENT)
              && !types.get(i).equals(Types.UNKNOWN);
      if (counts && (widest == null || CastLevel.of(widest, types.get(i)) == CastLevel.IMPLICIT)) {
        widest = types.get(i);
      }
    }
    return widest;
  }

  /** Whether all polymorphic arguments can agree. */
  static boolean consistent(Signature signature, List<PgType> types) {
    PgType element = element(signature, types);
    if (element == null) {
      return true;
    }
    boolean hasArray = signature.arguments().contains(Types.ANYARRAY);
    for (int i = 0; i < types.size(); i++) {
      PgType wanted = signature.arguments().get(i);
      PgType given = types.get(i);
      if (given.equals(Types.UNKNOWN)) {
        continue;
      }
      if (wanted.equals(Types.ANYARRAY) && !element.equals(given.element())) {
        return false;
      }
      if (hasArray
          && wanted.equals(Types.ANYELEMENT)
          && CastLevel.of(given, element) != CastLevel.IMPLICIT) {
        return false;
      }
    }
    return true;
  }

  /** A type of the signature with its placeholder replaced. */
  static PgType actual(PgType declared, @Nullable PgType element) {
    if (declared.equals(Types.ANYELEMENT)) {
      return element == null ? Types.TEXT : element;
    }
    if (declared.equals(Types.ANYARRAY)) {
      return Types.array(element == null ? Types.TEXT : element);
    }
    return declared;
  }
}
