// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.Setting;
import io.hivedb.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings from several sources, the highest first. The first source that has a key decides; a
 * blank value there means "not set", whatever the sources below say.
 */
public final class LayeredSettings implements Settings {

  static final String FILE = "hive-db.properties";

  private final List<Source> sources;
  private final Source fallback;

  private LayeredSettings(List<Source> sources, Source fallback) {
    this.sources = List.copyOf(sources);
    this.fallback = fallback;
  }

  /**
   * Code, then outside sources, then fall-back values.
   *
   * @param code what the code passes
   * @param outside system properties and the like, the highest first; empty to ignore them
   * @param fallback what holds where nobody says anything
   * @return the settings
   */
  public static LayeredSettings of(
      Map<String, String> code, List<Source> outside, Map<String, String> fallback) {
    List<Source> all = new ArrayList<>();
    all.add(new Source("configuration", code::get));
    all.addAll(outside);
    return new LayeredSettings(all, new Source("annotation", fallback::get));
  }

  /**
   * System properties, environment variables, and {@code hive-db.properties} on the class path.
   *
   * @param loader finds the file
   * @return the sources, the highest first
   */
  public static List<Source> outside(ClassLoader loader) {
    Properties file = file(loader);
    return List.of(
        new Source("system property", System::getProperty),
        environment(System::getenv),
        new Source(FILE, file::getProperty));
  }

  static Source environment(Function<String, @Nullable String> variables) {
    return new Source(
        "environment variable",
        key -> variables.apply(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')));
  }

  static Properties file(ClassLoader loader) {
    Properties properties = new Properties();
    try (InputStream stream = loader.getResourceAsStream(FILE)) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new HiveDbConfigurationException(
          "The file [" + FILE + "] on the class path cannot be read: " + e.getMessage() + ".", e);
    }
    return properties;
  }

  @Override
  public Optional<Setting> find(String key) {
    for (Source source : sources) {
      if (source.lookup().apply(key) != null) {
        return source.find(key).or(() -> fallback.find(key));
      }
    }
    return fallback.find(key);
  }

  /**
   * One source of settings.
   *
   * @param origin its name in error messages
   * @param lookup finds a value, or null
   */
  public record Source(String origin, Function<String, @Nullable String> lookup) {

    Optional<Setting> find(String key) {
      return Optional.ofNullable(lookup.apply(key))
          .filter(value -> !value.isBlank())
          .map(value -> new Setting(key, value, origin));
    }
  }
}
