// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** What a provider needs to start a server. For implementors. Immutable. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ServerSettings {

  private final Settings settings;
  private final @Nullable DatabaseUrl url;
  private final @Nullable Path dataDirectory;
  private final int port;
  private final Duration startTimeout;
  private final Function<String, Optional<Path>> firstState;

  /**
   * The settings of one server.
   *
   * @param settings everything, for the provider's own keys
   * @param url the URL, which the provider {@linkplain BackendProvider#accepts accepts}; or null
   * @param dataDirectory where the data are kept; or null for a place that is removed at close
   * @param port the port on 127.0.0.1; 0 for a free one
   * @param startTimeout how long the start may take
   */
  public ServerSettings(
      Settings settings,
      @Nullable DatabaseUrl url,
      @Nullable Path dataDirectory,
      int port,
      Duration startTimeout) {
    this(settings, url, dataDirectory, port, startTimeout, format -> Optional.empty());
  }

  private ServerSettings(
      Settings settings,
      @Nullable DatabaseUrl url,
      @Nullable Path dataDirectory,
      int port,
      Duration startTimeout,
      Function<String, Optional<Path>> firstState) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.url = url;
    this.dataDirectory = dataDirectory;
    this.port = port;
    this.startTimeout = Objects.requireNonNull(startTimeout, "startTimeout");
    this.firstState = Objects.requireNonNull(firstState, "firstState");
  }

  /**
   * The same settings for a server whose first database will probably begin with a state in files.
   *
   * @param state finds it, see {@link #firstState}
   * @return the settings
   */
  public ServerSettings withFirstState(Function<String, Optional<Path>> state) {
    return new ServerSettings(settings, url, dataDirectory, port, startTimeout, state);
  }

  /**
   * Looks for the state that the first database will probably begin with, so that a server can
   * begin in it. Reads the files whole, once, to see that they are as they were written.
   *
   * @param format what the server's {@link BackendServer#templateFormat} will be
   * @return the folder that {@link BackendServer#save} wrote, and that {@link BackendServer#load}
   *     will probably be asked to read; or empty where there is none
   */
  public Optional<Path> firstState(String format) {
    return firstState.apply(format);
  }

  /**
   * Everything that is set, for the provider's own keys ({@code hive.<backend>.…}).
   *
   * @return the settings
   */
  public Settings settings() {
    return settings;
  }

  /**
   * The database URL.
   *
   * @return empty where none is set
   */
  public Optional<DatabaseUrl> url() {
    return Optional.ofNullable(url);
  }

  /**
   * Where the data are kept. The user named it: it is never deleted.
   *
   * @return empty for a temporary place, removed at close
   */
  public Optional<Path> dataDirectory() {
    return Optional.ofNullable(dataDirectory);
  }

  /**
   * The port on 127.0.0.1.
   *
   * @return 0 for a free one
   */
  public int port() {
    return port;
  }

  /**
   * How long the start may take, from the call to a server that answers.
   *
   * @return more than nothing
   */
  public Duration startTimeout() {
    return startTimeout;
  }
}
