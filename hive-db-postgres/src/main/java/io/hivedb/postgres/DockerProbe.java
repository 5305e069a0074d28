// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Tells within milliseconds whether a Docker engine listens. Testcontainers' own search takes
 * seconds where there is none, because it tries every strategy to its end, and it remembers a
 * failure for the life of the JVM; {@code auto} must not cost that where SQLite will do.
 *
 * <p>Only what surely cannot work is a problem. A set-up that is not understood here is left to
 * Testcontainers.
 */
final class DockerProbe {

  private static final int TIMEOUT_MILLIS = 500;

  private static final String OWN_STRATEGIES = "org.testcontainers.dockerclient.";

  private final Map<String, String> environment;
  private final Properties testcontainers;
  private final List<Path> places;

  DockerProbe(Map<String, String> environment, Properties testcontainers, List<Path> places) {
    this.environment = environment;
    this.testcontainers = testcontainers;
    this.places = List.copyOf(places);
  }

  static DockerProbe ofThisMachine() {
    Path home = Path.of(System.getProperty("user.home"));
    Map<String, String> environment = System.getenv();
    Properties properties = read(home.resolve(".testcontainers.properties"));
    return new DockerProbe(environment, properties, usualPlaces(home, environment));
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    if (Files.isReadable(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("The file [" + file + "] cannot be read", e);
      }
    }
    return properties;
  }

  /**
   * Where engine, Docker Desktop and rootless Docker put their socket; Testcontainers looks there.
   */
  private static List<Path> usualPlaces(Path home, Map<String, String> environment) {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return List.of(Path.of("\\\\.\\pipe\\docker_engine"));
    }
    Stream<Path> runtime =
        Stream.ofNullable(environment.get("XDG_RUNTIME_DIR"))
            .map(directory -> Path.of(directory, "docker.sock"));
    return Stream.concat(
            runtime,
            Stream.of(
                Path.of("/var/run/docker.sock"),
                home.resolve(".docker/run/docker.sock"),
                home.resolve(".docker/desktop/docker.sock")))
        .toList();
  }

  /** Why there is no Docker engine, as a phrase; empty where there may be one. */
  String problem() {
    if (isUncommon()) {
      return "";
    }
    String host =
        environment.getOrDefault("DOCKER_HOST", testcontainers.getProperty("docker.host", ""));
    if (!host.isBlank()) {
      return answersAt(host) ? "" : "no Docker engine answers at DOCKER_HOST [" + host + "]";
    }
    return places.stream().anyMatch(DockerProbe::listensAt)
        ? ""
        : "no Docker engine runs here that this user may reach";
  }

  /** Testcontainers itself notes there which of its own strategies worked last: that is common. */
  private boolean isUncommon() {
    String strategy = testcontainers.getProperty("docker.client.strategy", OWN_STRATEGIES);
    return testcontainers.containsKey("tc.host") || !strategy.startsWith(OWN_STRATEGIES);
  }

  private static boolean answersAt(String host) {
    try {
      URI uri = URI.create(host);
      return switch (String.valueOf(uri.getScheme())) {
        case "unix" -> listensAt(Path.of(uri.getPath()));
        case "tcp", "http", "https" -> listensAt(uri);
        default -> true;
      };
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean listensAt(URI uri) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A socket file of an engine that was killed is still there: only connecting tells. */
  private static boolean listensAt(Path place) {
    if (!Files.exists(place)) {
      return false;
    }
    if (place.startsWith("\\\\.\\pipe")) {
      return true;
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(place));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
