// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.template;

import io.hivedb.spi.Settings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be kept, and where.
 *
 * @param directory the folder that the user named; empty for one in the user's cache
 * @param bytes how much all templates may take together
 */
record TemplateSettings(Optional<Path> directory, long bytes) {

  static final String CACHE = "hive.database.template-cache";
  static final String DIRECTORY = "hive.database.template-cache-dir";
  static final String SIZE = "hive.database.template-cache-size";

  private static final long DEFAULT_BYTES = 1L << 30;
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9}) ?(KB|MB|GB)");

  /** Reads the settings; empty where nothing shall be kept. */
  static Optional<TemplateSettings> of(Settings settings) {
    boolean wanted =
        settings
            .find(CACHE)
            .map(setting -> setting.read("on or off", TemplateSettings::isOn))
            .orElse(true);
    long bytes =
        settings
            .find(SIZE)
            .map(setting -> setting.read("a size such as 500MB or 2GB", TemplateSettings::toBytes))
            .orElse(DEFAULT_BYTES);
    return wanted
        ? Optional.of(new TemplateSettings(settings.path(DIRECTORY), bytes))
        : Optional.empty();
  }

  private static Boolean isOn(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  private static Long toBytes(String value) {
    Matcher matcher = AMOUNT.matcher(value.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(value);
    }
    int shift = "KMG".indexOf(matcher.group(2).charAt(0)) + 1;
    return Long.parseLong(matcher.group(1)) << (10 * shift);
  }
}
