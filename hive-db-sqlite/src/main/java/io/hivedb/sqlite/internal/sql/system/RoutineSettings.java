// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.SettingNames;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of a function, which are in force while it runs. */
public final class RoutineSettings {

  private RoutineSettings() {}

  /** Their values by their names. */
  public static Map<String, String> of(RoutineDefinition definition) {
    if (!definition.properties().has(RoutineDefinition.SETTINGS)) {
      return Map.of();
    }
    Map<String, String> settings = new LinkedHashMap<>();
    written(definition).forEach((name, values) -> settings.put(name, value(name, values)));
    return settings;
  }

  private static Map<String, List<String>> written(RoutineDefinition definition) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    String text = definition.properties().value(RoutineDefinition.SETTINGS, "");
    for (String setting : text.isEmpty() ? new String[0] : text.split("\u0002")) {
      List<String> parts = Arrays.asList(setting.split("\u0001", -1));
      all.put(parts.get(0), parts.subList(1, parts.size()));
    }
    return all;
  }

  private static String value(String name, List<String> values) {
    if (name.endsWith("_timeout") || name.startsWith("transaction_")) {
      throw PgException.unsupported("a function that sets " + name);
    }
    boolean path = name.equals("search_path");
    return SettingNames.checked(
        name, path ? values.stream().map(TypeTexts::identifier).toList() : values);
  }

  /** {@code pg_proc.proconfig}. */
  static @Nullable String config(RoutineDefinition definition) {
    Map<String, String> settings = of(definition);
    return settings.isEmpty()
        ? null
        : settings.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .map(RoutineSettings::element)
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String element(String text) {
    return text.matches("[A-Za-z0-9_=.$-]+")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** What pg_get_functiondef prints of them. */
  static String text(RoutineDefinition definition) {
    StringBuilder text = new StringBuilder();
    written(definition)
        .forEach(
            (name, values) -> {
              boolean path = name.equals("search_path");
              List<String> shown = path ? values : List.of(value(name, values));
              text.append(" SET ").append(name).append(" TO ");
              text.append(shown.stream().map(Names::literal).collect(Collectors.joining(", ")));
              text.append('\n');
            });
    return text.toString();
  }
}
