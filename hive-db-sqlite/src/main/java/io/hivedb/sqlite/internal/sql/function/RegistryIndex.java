// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.function.Registry.UserFunction;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the groups register, without their bodies: a file that a test compares with them, and writes
 * anew with {@code -Dhive.docs.write=true}.
 */
final class RegistryIndex {

  private static final String FILE = "functions.tsv";
  private static final String TAB = "\t";

  private RegistryIndex() {}

  /** The lines for all groups. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String group : FunctionGroups.NAMES) {
      Registry registry = new Registry(Set.copyOf(taken));
      FunctionGroups.register(group, registry);
      lines.add("group" + TAB + group);
      registry.functions().values().forEach(all -> all.forEach(s -> lines.add(line("f", s))));
      registry.operators().values().forEach(all -> all.forEach(s -> lines.add(line("o", s))));
      registry.userFunctions().forEach((udf, function) -> lines.add(line(udf, function)));
      registry.accumulators().keySet().forEach(udf -> lines.add("a" + TAB + udf));
      taken.addAll(registry.userFunctions().keySet());
      taken.addAll(registry.accumulators().keySet());
    }
    return lines;
  }

  private static String line(String kind, Signature signature) {
    List<String> words = new ArrayList<>();
    words.add(kind);
    words.add(signature.name());
    words.add(signature.result().name());
    words.add(signature.kind().name());
    words.add(String.valueOf(signature.minimum()));
    words.add(signature.template());
    signature.arguments().forEach(type -> words.add(type.name()));
    return String.join(TAB, words);
  }

  private static String line(String udf, UserFunction function) {
    return String.join(
        TAB,
        "u",
        udf,
        (function.strict() ? "s" : "-")
            + (function.deterministic() ? "d" : "-")
            + (function.bytes() ? "b" : "-"));
  }

  static Registry read() {
    Registry registry = new Registry(Set.of());
    Set<String> taken = Set.of();
    String group = "";
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(RegistryIndex.class.getResourceAsStream(FILE)),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        List<String> words = words(line);
        if (words.get(0).equals("group")) {
          taken = new HashSet<>(registry.userFunctions().keySet());
          taken.addAll(registry.accumulators().keySet());
          group = words.get(1);
        } else {
          add(registry, words, group, taken);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return registry;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int tab = line.indexOf(TAB); tab >= 0; tab = line.indexOf(TAB, start)) {
      words.add(line.substring(start, tab));
      start = tab + 1;
    }
    words.add(line.substring(start));
    return words;
  }

  private static void add(Registry registry, List<String> words, String group, Set<String> taken) {
    String name = words.get(1);
    switch (words.get(0)) {
      case "u" -> {
        String flags = words.get(2);
        registry
            .userFunctions()
            .put(
                name,
                FunctionGroups.later(
                    group,
                    taken,
                    name,
                    flags.charAt(0) == 's',
                    flags.charAt(1) == 'd',
                    flags.charAt(2) == 'b'));
      }
      case "a" ->
          registry.accumulators().put(name, FunctionGroups.laterAccumulator(group, taken, name));
      default -> add(registry, words);
    }
  }

  private static void add(Registry registry, List<String> words) {
    PgType[] arguments = new PgType[words.size() - 6];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = type(words.get(i + 6));
    }
    PgType result = type(words.get(2));
    if (words.get(0).equals("o")) {
      registry.operator(words.get(1), result, words.get(5), arguments);
    } else {
      registry.function(
          words.get(1),
          result,
          Signature.Kind.valueOf(words.get(3)),
          words.get(5),
          Integer.parseInt(words.get(4)),
          arguments);
    }
  }

  private static PgType type(String name) {
    return Objects.requireNonNull(Types.byName(name), name);
  }
}
