// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.function.Registry.UserFunction;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The classes that bring functions. A body is a lambda, which the JVM links slowly when it is new:
 * so a group makes its bodies when the first of them is called, and a first database needs few.
 */
final class FunctionGroups {

  static final List<String> NAMES =
      List.of(
          "Comparisons",
          "IntegerFunctions",
          "NumericFunctions",
          "FloatFunctions",
          "TextFunctions",
          "PatternFunctions",
          "RegexFunctions",
          "BinaryFunctions",
          "DateTimeFunctions",
          "IntervalFunctions",
          "JsonFunctions",
          "JsonEditing",
          "ArrayFunctions",
          "VectorFunctions",
          "VectorCasts",
          "HalfVectorFunctions",
          "SparseVectorFunctions",
          "BitFunctions",
          "SetFunctions",
          "SessionFunctions",
          "CatalogFunctions",
          "RoutineFunctions",
          "PrivilegeFunctions",
          "LockFunctions",
          "Conversions",
          "Aggregates",
          "VectorAggregates",
          "WindowFunctions",
          "StatisticAggregates",
          "MoreFunctions",
          "MoreArrayFunctions",
          "JsonRecords",
          "BytesFunctions",
          "FurtherFunctions",
          "SmallFunctions",
          "RangeFunctions",
          "RefusedOverloads");

  private static final Map<String, Registry> MADE = new ConcurrentHashMap<>();

  private FunctionGroups() {}

  static void register(String group, Registry registry) {
    switch (group) {
      case "Comparisons" -> Comparisons.register(registry);
      case "IntegerFunctions" -> IntegerFunctions.register(registry);
      case "NumericFunctions" -> NumericFunctions.register(registry);
      case "FloatFunctions" -> FloatFunctions.register(registry);
      case "TextFunctions" -> TextFunctions.register(registry);
      case "PatternFunctions" -> PatternFunctions.register(registry);
      case "RegexFunctions" -> RegexFunctions.register(registry);
      case "BinaryFunctions" -> BinaryFunctions.register(registry);
      case "DateTimeFunctions" -> DateTimeFunctions.register(registry);
      case "IntervalFunctions" -> IntervalFunctions.register(registry);
      case "JsonFunctions" -> JsonFunctions.register(registry);
      case "JsonEditing" -> JsonEditing.register(registry);
      case "ArrayFunctions" -> ArrayFunctions.register(registry);
      case "VectorFunctions" -> VectorFunctions.register(registry);
      case "VectorCasts" -> VectorCasts.register(registry);
      case "HalfVectorFunctions" -> HalfVectorFunctions.register(registry);
      case "SparseVectorFunctions" -> SparseVectorFunctions.register(registry);
      case "BitFunctions" -> BitFunctions.register(registry);
      case "SetFunctions" -> SetFunctions.register(registry);
      case "SessionFunctions" -> SessionFunctions.register(registry);
      case "CatalogFunctions" -> CatalogFunctions.register(registry);
      case "RoutineFunctions" -> RoutineFunctions.register(registry);
      case "PrivilegeFunctions" -> PrivilegeFunctions.register(registry);
      case "LockFunctions" -> LockFunctions.register(registry);
      case "Conversions" -> Conversions.register(registry);
      case "Aggregates" -> Aggregates.register(registry);
      case "VectorAggregates" -> VectorAggregates.register(registry);
      case "WindowFunctions" -> WindowFunctions.register(registry);
      case "StatisticAggregates" -> StatisticAggregates.register(registry);
      case "MoreFunctions" -> MoreFunctions.register(registry);
      case "MoreArrayFunctions" -> MoreArrayFunctions.register(registry);
      case "JsonRecords" -> JsonRecords.register(registry);
      case "BytesFunctions" -> BytesFunctions.register(registry);
      case "FurtherFunctions" -> FurtherFunctions.register(registry);
      case "SmallFunctions" -> SmallFunctions.register(registry);
      case "RangeFunctions" -> RangeFunctions.register(registry);
      case "RefusedOverloads" -> RefusedOverloads.register(registry);
      default -> throw new IllegalArgumentException(group);
    }
  }

  /** All groups at once, from which the index is made. */
  static Registry complete() {
    Registry registry = new Registry(Set.of());
    NAMES.forEach(group -> register(group, registry));
    return registry;
  }

  /** A body that is made at its first call; taken are the names of the groups before. */
  static UserFunction later(
      String group, Set<String> taken, String udf, boolean strict, boolean fixed, boolean bytes) {
    return new UserFunction(new LaterFunction(group, taken, udf), strict, fixed, bytes);
  }

  static Supplier<Accumulator> laterAccumulator(String group, Set<String> taken, String udf) {
    return () -> Objects.requireNonNull(made(group, taken).accumulators().get(udf)).get();
  }

  private static Registry made(String group, Set<String> taken) {
    Registry known = MADE.get(group);
    if (known != null) {
      return known;
    }
    Registry registry = new Registry(new HashSet<>(taken));
    register(group, registry);
    MADE.put(group, registry);
    return registry;
  }

  private static final class LaterFunction implements JavaFunction {
    private final String group;
    private final Set<String> taken;
    private final String udf;
    private volatile @Nullable JavaFunction body;

    LaterFunction(String group, Set<String> taken, String udf) {
      this.group = group;
      this.taken = taken;
      this.udf = udf;
    }

    @Override
    public @Nullable Object call(Args args) {
      JavaFunction known = body;
      if (known == null) {
        known = Objects.requireNonNull(made(group, taken).userFunctions().get(udf)).body();
        body = known;
      }
      return known.call(args);
    }
  }
}
