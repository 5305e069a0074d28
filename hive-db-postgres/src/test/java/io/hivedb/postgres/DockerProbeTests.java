// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerProbeTests {

  @TempDir private Path directory;

  private static DockerProbe withHost(String host) {
    return new DockerProbe(Map.of("DOCKER_HOST", host), new Properties(), List.of());
  }

  private static DockerProbe withPlaces(Path... places) {
    return new DockerProbe(Map.of(), new Properties(), List.of(places));
  }

  @Test
  void withoutASocketNothingRuns() {
    assertThat(withPlaces(directory.resolve("none")).problem())
        .isEqualTo("no Docker engine runs here that this user may reach");
  }

  @Test
  void aSocketIsAskedNotOnlySeen() throws IOException {
    Path socket = directory.resolve("docker.sock");
    try (ServerSocketChannel engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      engine.bind(UnixDomainSocketAddress.of(socket));
      assertThat(withPlaces(socket).problem()).isEmpty();
      assertThat(withHost("unix://" + socket).problem()).isEmpty();
    }
    assertThat(socket).exists();
    assertThat(withPlaces(socket).problem())
        .isEqualTo("no Docker engine runs here that this user may reach");
  }

  @Test
  void dockerHostIsAskedByTcp() throws IOException {
    String host;
    try (ServerSocket engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      host = "tcp://127.0.0.1:" + engine.getLocalPort();
      assertThat(withHost(host).problem()).isEmpty();
    }
    assertThat(withHost(host).problem())
        .isEqualTo("no Docker engine answers at DOCKER_HOST [" + host + "]");
  }

  @Test
  void nonsenseInDockerHostIsAProblem() {
    assertThat(withHost("unix:// nowhere").problem())
        .isEqualTo("no Docker engine answers at DOCKER_HOST [unix:// nowhere]");
  }

  @Test
  void dockerHostBeatsTestcontainersFile() {
    Properties file = new Properties();
    file.setProperty("docker.host", "unix:///nowhere-in-file");

    assertThat(new DockerProbe(Map.of(), file, List.of()).problem())
        .isEqualTo("no Docker engine answers at DOCKER_HOST [unix:///nowhere-in-file]");
    assertThat(new DockerProbe(Map.of("DOCKER_HOST", "unix:///nowhere"), file, List.of()).problem())
        .isEqualTo("no Docker engine answers at DOCKER_HOST [unix:///nowhere]");
  }

  @Test
  void whatIsNotUnderstoodIsLeftToTestcontainers() {
    Properties file = new Properties();
    file.setProperty("docker.client.strategy", "com.example.Mine");

    assertThat(new DockerProbe(Map.of(), file, List.of()).problem()).isEmpty();
    assertThat(withHost("ssh://machine").problem()).isEmpty();
  }

  @Test
  void whatTestcontainersNotedItselfIsNoSetUp() {
    Properties file = new Properties();
    file.setProperty(
        "docker.client.strategy",
        "org.testcontainers.dockerclient.UnixSocketClientProviderStrategy");

    assertThat(new DockerProbe(Map.of(), file, List.of()).problem())
        .isEqualTo("no Docker engine runs here that this user may reach");
  }
}
