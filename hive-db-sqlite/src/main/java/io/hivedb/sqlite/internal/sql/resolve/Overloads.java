// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.RangeTypes;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's choice among overloads: its manual, "Operator Type Resolution". */
final class Overloads {

  private Overloads() {}

  /** The best signature, or null where none fits. */
  static @Nullable Signature choose(List<Signature> all, List<Typed> arguments, boolean operator) {
    List<PgType> types = new ArrayList<>();
    for (Typed argument : arguments) {
      types.add(argument.type());
    }
    Signature exact = exact(all, types);
    if (exact != null) {
      return exact;
    }
    if (operator && types.size() == 2) {
      Signature assumed = assumeSame(all, types);
      if (assumed != null) {
        return assumed;
      }
    }
    List<Signature> candidates = new ArrayList<>();
    for (Signature signature : all) {
      if (fits(signature, types)) {
        candidates.add(signature);
      }
    }
    return narrow(candidates, types);
  }

  private static @Nullable Signature exact(List<Signature> all, List<PgType> types) {
    for (Signature signature : all) {
      if (signature.arguments().equals(types)) {
        return signature;
      }
    }
    return null;
  }

  /** An unknown operand of a binary operator is first taken for the other's type. */
  private static @Nullable Signature assumeSame(List<Signature> all, List<PgType> types) {
    boolean left = types.get(0).equals(Types.UNKNOWN);
    boolean right = types.get(1).equals(Types.UNKNOWN);
    if (left == right) {
      return null;
    }
    PgType known = left ? types.get(1) : types.get(0);
    PgType base = known.equals(VARCHAR) ? TEXT : known;
    Signature exact = exact(all, List.of(base, base));
    if (exact != null) {
      return exact;
    }
    if (known.isArray()) {
      return exact(all, List.of(Types.ANYARRAY, Types.ANYARRAY));
    }
    return null;
  }

  private static boolean fits(Signature signature, List<PgType> types) {
    if (types.size() > signature.arguments().size() || types.size() < signature.minimum()) {
      return false;
    }
    boolean ofRange = signature.arguments().stream().anyMatch(t -> RangeTypes.element(t) != null);
    for (int i = 0; i < types.size(); i++) {
      // In PostgreSQL these take any range and its element, without a cast from one to the other.
      PgType given = types.get(i);
      boolean exact = given.equals(Types.UNKNOWN) || given.equals(signature.arguments().get(i));
      if (ofRange ? !exact : !accepts(signature.arguments().get(i), given)) {
        return false;
      }
    }
    return Polymorphism.consistent(signature, types);
  }

  private static boolean accepts(PgType wanted, PgType given) {
    if (wanted.equals(Types.ANY) || given.equals(Types.UNKNOWN)) {
      return true;
    }
    if (wanted.equals(Types.ANYARRAY)) {
      return given.isArray();
    }
    if (wanted.equals(Types.ANYELEMENT)) {
      return true;
    }
    return CastLevel.of(given, wanted) == CastLevel.IMPLICIT;
  }

  private static @Nullable Signature narrow(List<Signature> candidates, List<PgType> types) {
    List<Signature> left = candidates;
    if (left.size() > 1) {
      left = best(left, s -> matches(s, types, false));
    }
    if (left.size() > 1) {
      left = best(left, s -> matches(s, types, true));
    }
    if (left.size() > 1 && types.contains(Types.UNKNOWN)) {
      left = byCategory(left, types);
    }
    if (left.size() > 1 && types.contains(Types.UNKNOWN)) {
      left = assumeOne(left, types);
    }
    if (left.size() > 1) {
      throw new PgException("42725", "ambiguous");
    }
    return left.isEmpty() ? null : left.get(0);
  }

  private static List<Signature> best(List<Signature> candidates, ToIntFunction<Signature> score) {
    int most = candidates.stream().mapToInt(score).max().orElse(0);
    List<Signature> best = new ArrayList<>();
    for (Signature candidate : candidates) {
      if (score.applyAsInt(candidate) == most) {
        best.add(candidate);
      }
    }
    return best;
  }

  private static int matches(Signature signature, List<PgType> types, boolean preferredToo) {
    int count = 0;
    for (int i = 0; i < types.size(); i++) {
      PgType wanted = signature.arguments().get(i);
      PgType given = types.get(i);
      if (given.equals(Types.UNKNOWN)) {
        continue;
      }
      boolean preferred =
          preferredToo && wanted.preferred() && wanted.category() == given.category();
      count += wanted.equals(given) || preferred ? 1 : 0;
    }
    return count;
  }

  /** Unknown arguments: the string category if anyone takes it, else the one that all take. */
  private static List<Signature> byCategory(List<Signature> candidates, List<PgType> types) {
    List<Signature> left = candidates;
    for (int i = 0; i < types.size(); i++) {
      if (!types.get(i).equals(Types.UNKNOWN)) {
        continue;
      }
      int index = i;
      boolean string = left.stream().anyMatch(s -> s.arguments().get(index).category() == 'S');
      char first = left.get(0).arguments().get(index).category();
      boolean same = left.stream().allMatch(s -> s.arguments().get(index).category() == first);
      if (!string && !same) {
        continue;
      }
      char category = string ? 'S' : first;
      List<Signature> kept =
          new ArrayList<>(
              left.stream().filter(s -> s.arguments().get(index).category() == category).toList());
      boolean anyPreferred = kept.stream().anyMatch(s -> s.arguments().get(index).preferred());
      if (anyPreferred) {
        kept.removeIf(s -> !s.arguments().get(index).preferred());
      }
      left = kept;
    }
    return left;
  }

  /** If all known arguments have one type, the unknown ones are taken for it too. */
  private static List<Signature> assumeOne(List<Signature> candidates, List<PgType> types) {
    PgType known = null;
    for (PgType type : types) {
      if (!type.equals(Types.UNKNOWN)) {
        if (known != null && !known.equals(type)) {
          return candidates;
        }
        known = type;
      }
    }
    if (known == null) {
      return candidates;
    }
    List<PgType> all = Collections.nCopies(types.size(), known);
    List<Signature> fitting = new ArrayList<>();
    for (Signature candidate : candidates) {
      if (fits(candidate, all)) {
        fitting.add(candidate);
      }
    }
    return fitting.size() == 1 ? fitting : candidates;
  }
}
