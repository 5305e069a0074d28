// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Which database to start, and how. Immutable.
 *
 * <p>What is not said here is looked up in system properties, environment variables ({@code
 * HIVE_DATABASE_URL} for {@code hive.database.url}), and {@code hive-db.properties} on the class
 * path; then the default holds. A blank value means "not set" and hides what lower sources say.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class HiveDbConfig {

  /** Key of {@link Builder#backend}. Defaults to {@code auto}. */
  public static final String BACKEND = "hive.database.backend";

  /** Key of {@link Builder#url}. Not set by default. */
  public static final String URL = "hive.database.url";

  /** Key of {@link Builder#dataDirectory}. Not set by default. */
  public static final String DATA_DIRECTORY = "hive.database.data-dir";

  /** Key of {@link Builder#port}. Defaults to 0. */
  public static final String PORT = "hive.database.port";

  /** Key of {@link Builder#startTimeout}. Defaults to {@link #DEFAULT_START_TIMEOUT}. */
  public static final String START_TIMEOUT = "hive.database.start-timeout";

  /** Key of {@link Builder#poolSize}. Defaults to {@link #DEFAULT_POOL_SIZE}. */
  public static final String POOL_SIZE = "hive.database.pool-size";

  /** Key of {@link Builder#restoreFrom}. Not set by default. */
  public static final String RESTORE_FROM = "hive.database.restore-from";

  /** How long a start may take where nobody says: 60 seconds. */
  public static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(60);

  /** How many connections the pool holds at most where nobody says: 10. */
  public static final int DEFAULT_POOL_SIZE = 10;

  private final Map<String, String> values;
  private final Map<String, String> fallbacks;
  private final List<String> scripts;
  private final Set<Capability> required;
  private final boolean outsideIgnored;
  private final String label;

  private HiveDbConfig(Builder builder) {
    values = Collections.unmodifiableMap(new TreeMap<>(builder.values));
    fallbacks = Collections.unmodifiableMap(new TreeMap<>(builder.fallbacks));
    scripts = builder.scripts;
    required = Set.copyOf(builder.required);
    outsideIgnored = builder.outsideIgnored;
    label = builder.label;
  }

  /**
   * Begins a configuration.
   *
   * @return a builder to which nothing was said yet
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What {@link Builder} was told, by key.
   *
   * @return a sorted, unmodifiable map
   */
  public Map<String, String> values() {
    return values;
  }

  /** {@return what holds where no other source says anything, by key, sorted, unmodifiable} */
  public Map<String, String> fallbacks() {
    return fallbacks;
  }

  /** {@return the scripts that prepare the database: names on the class path, in order} */
  public List<String> scripts() {
    return scripts;
  }

  /** {@return what the backend must be able to do, unmodifiable} */
  public Set<Capability> required() {
    return required;
  }

  /**
   * Tells whether {@link Builder#ignoreOutsideSettings} was called.
   *
   * @return whether nothing but this configuration counts
   */
  public boolean isOutsideIgnored() {
    return outsideIgnored;
  }

  /** {@return who the database is for, in logs} */
  public String label() {
    return label;
  }

  /** Returns the keys that are set, and no value: a URL holds a password. */
  @Override
  public String toString() {
    return "HiveDbConfig[" + label + ", sets " + values.keySet() + ", scripts " + scripts + "]";
  }

  /** Collects a configuration. Not safe to use from several threads at once. */
  @API(status = Status.EXPERIMENTAL, since = "0.1")
  public static final class Builder {

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> fallbacks = new TreeMap<>();
    private final Set<Capability> required = EnumSet.noneOf(Capability.class);
    private List<String> scripts = List.of();
    private boolean outsideIgnored;
    private String label = "application";

    private Builder() {}

    /**
     * Chooses the backend; nothing else is then tried.
     *
     * @param backend {@code pglite}, {@code postgresql}, {@code sqlite}, another provider's id, or
     *     {@code auto} (the default): the first on the class path that is ready
     * @return this builder
     */
    public Builder backend(String backend) {
      return set(BACKEND, backend);
    }

    /**
     * Chooses the backend for the case that no property does.
     *
     * @param backend as in {@link #backend}
     * @return this builder
     */
    public Builder defaultBackend(String backend) {
      fallbacks.put(BACKEND, backend);
      return this;
    }

    /**
     * Names the database by URL; its scheme also chooses the backend.
     *
     * @param url for example {@code pglite:///abs/dir}, {@code sqlite:///./data/app.db}, {@code
     *     postgresql://user:password@host:5432/db?sslmode=require}
     * @return this builder
     */
    public Builder url(String url) {
      return set(URL, url);
    }

    /**
     * Keeps the data in a directory, which is never deleted; by default in a temporary one.
     *
     * @param directory made where it does not exist
     * @return this builder
     */
    public Builder dataDirectory(Path directory) {
      return set(DATA_DIRECTORY, directory.toString());
    }

    /**
     * Fixes the port that a server of ours listens on at 127.0.0.1.
     *
     * @param port 1 to 65535, or 0 (the default) for a free one
     * @return this builder
     * @throws HiveDbConfigurationException if it is no port
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new HiveDbConfigurationException(
            "The port [" + port + "] is not between 0 (a free one) and 65535.");
      }
      return set(PORT, Integer.toString(port));
    }

    /**
     * Bounds the start of a server.
     *
     * @param timeout more than nothing; 60 seconds by default
     * @return this builder
     * @throws HiveDbConfigurationException if it is not more than nothing
     */
    public Builder startTimeout(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new HiveDbConfigurationException(
            "The start timeout [" + timeout + "] is not more than nothing.");
      }
      return set(START_TIMEOUT, timeout.toString());
    }

    /**
     * Bounds the connection pool.
     *
     * @param connections 1 to 1000; 10 by default
     * @return this builder
     * @throws HiveDbConfigurationException if it is no such number
     */
    public Builder poolSize(int connections) {
      if (connections < 1 || connections > 1000) {
        throw new HiveDbConfigurationException(
            "The pool size [" + connections + "] is not between 1 and 1000.");
      }
      return set(POOL_SIZE, Integer.toString(connections));
    }

    /**
     * Begins with what {@link HiveDb#backup} wrote, on this backend or another; scripts run after.
     *
     * @param backup the file, or a folder with it under the name {@code dump.sql}
     * @return this builder
     */
    public Builder restoreFrom(Path backup) {
      return set(RESTORE_FROM, backup.toString());
    }

    /**
     * Sets anything by its key, also a backend's own settings.
     *
     * @param key for example {@code hive.pglite.node}
     * @param value blank hides what lower sources say
     * @return this builder
     */
    public Builder set(String key, String value) {
      values.put(key, value);
      return this;
    }

    /**
     * Prepares the database by SQL scripts. Each is sent whole, in one piece.
     *
     * @param resources names on the class path, in order, for example {@code db/schema.sql}
     * @return this builder
     */
    public Builder scripts(String... resources) {
      scripts = List.copyOf(Arrays.asList(resources));
      return this;
    }

    /**
     * Demands abilities: {@code auto} looks for them, a chosen backend without them is an error.
     *
     * @param capabilities what is needed; nothing by default
     * @return this builder
     */
    public Builder requires(Capability... capabilities) {
      required.addAll(Arrays.asList(capabilities));
      return this;
    }

    /**
     * Looks at no system property, no environment variable and no file. Off by default.
     *
     * @return this builder
     */
    public Builder ignoreOutsideSettings() {
      outsideIgnored = true;
      return this;
    }

    /**
     * Says who the database is for, in logs.
     *
     * @param text any text; {@code application} by default
     * @return this builder
     */
    public Builder label(String text) {
      label = text;
      return this;
    }

    /**
     * Makes the configuration; the builder can go on.
     *
     * @return it
     */
    public HiveDbConfig build() {
      return new HiveDbConfig(this);
    }
  }
}
