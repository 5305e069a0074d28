// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where a server is and how to log in: everything a connection needs but the database. Immutable;
 * its text never shows the password.
 */
final class ServerAddress {

  /** What pgjdbc puts among the parameters but is kept apart here. */
  private static final Set<String> APART =
      Set.of(
          PGProperty.PG_HOST.getName(),
          PGProperty.PG_PORT.getName(),
          PGProperty.PG_DBNAME.getName(),
          PGProperty.USER.getName(),
          PGProperty.PASSWORD.getName());

  /** Stays out of the URL, which people print. */
  private static final Set<String> SECRET = Set.of(PGProperty.SSL_PASSWORD.getName());

  /** What libpq calls by the same names, and means the same by. */
  private static final Set<String> LIBPQ =
      Set.of(PGProperty.SSL_MODE.getName(), PGProperty.SSL_ROOT_CERT.getName());

  private final String hosts;
  private final String database;
  private final String user;
  private final String password;
  private final Map<String, String> parameters;

  private ServerAddress(
      String hosts, String database, String user, String password, Map<String, String> parameters) {
    this.hosts = hosts;
    this.database = database;
    this.user = user;
    this.password = password;
    this.parameters = parameters;
  }

  /** A server of our own. */
  static ServerAddress of(String host, int port, String database, String user, String password) {
    return new ServerAddress(host + ":" + port, database, user, password, Map.of());
  }

  /**
   * Reads any form of URL.
   *
   * @throws io.hivedb.HiveDbConfigurationException if it is malformed; without the password
   */
  static ServerAddress parse(DatabaseUrl url) {
    Properties properties = Driver.parseURL(JdbcUrls.of(url), null);
    if (properties == null) {
      throw JdbcUrls.malformed(url, "the host, the port or a parameter is not well formed");
    }
    String user = PGProperty.USER.getOrDefault(properties);
    String named = user == null ? System.getProperty("user.name") : user;
    String database = PGProperty.PG_DBNAME.getOrDefault(properties);
    return new ServerAddress(
        hosts(properties),
        database == null || database.isEmpty() ? named : database,
        named,
        orEmpty(PGProperty.PASSWORD.getOrDefault(properties)),
        parameters(properties));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String hosts(Properties properties) {
    String[] hosts = orEmpty(PGProperty.PG_HOST.getOrDefault(properties)).split(",", -1);
    String[] ports = orEmpty(PGProperty.PG_PORT.getOrDefault(properties)).split(",", -1);
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < hosts.length; i++) {
      String host = hosts[i].isEmpty() ? "localhost" : hosts[i];
      joined.append(i == 0 ? "" : ",").append(host).append(':').append(ports[i]);
    }
    return joined.toString();
  }

  private static Map<String, String> parameters(Properties properties) {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (!APART.contains(name)) {
        parameters.put(name, properties.getProperty(name));
      }
    }
    return parameters;
  }

  /** For people: {@code host:port}, with commas between several. */
  String hosts() {
    return hosts;
  }

  String database() {
    return database;
  }

  String user() {
    return user;
  }

  /** The same server and user, another database. */
  ServerAddress withDatabase(String other) {
    return new ServerAddress(hosts, other, user, password, parameters);
  }

  /** Without credentials, but with every parameter that is no secret. */
  String jdbcUrl() {
    String query =
        parameters.entrySet().stream()
            .filter(parameter -> !SECRET.contains(parameter.getKey()))
            .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&"));
    String url = "jdbc:postgresql://" + hosts + "/" + encode(database);
    return query.isEmpty() ? url : url + "?" + query;
  }

  /** For programs of PostgreSQL, without the password. What they call otherwise is left out. */
  String libpqUri() {
    String query =
        parameters.entrySet().stream()
            .filter(parameter -> LIBPQ.contains(parameter.getKey()))
            .map(parameter -> parameter.getKey() + "=" + percent(parameter.getValue()))
            .collect(Collectors.joining("&"));
    String uri = "postgresql://" + percent(user) + "@" + hosts + "/" + percent(database);
    return query.isEmpty() ? uri : uri + "?" + query;
  }

  /** A plus is no space to libpq. */
  private static String percent(String text) {
    return encode(text).replace("+", "%20");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  String password() {
    return password;
  }

  ConnectionInfo connectionInfo() {
    return ConnectionInfo.ofUrl(jdbcUrl(), user, password, secrets());
  }

  /** What pgjdbc wants beside {@link #jdbcUrl()}. */
  Properties credentials() {
    Properties properties = new Properties();
    properties.putAll(secrets());
    PGProperty.USER.set(properties, user);
    PGProperty.PASSWORD.set(properties, password);
    return properties;
  }

  private Map<String, String> secrets() {
    Map<String, String> secrets = new TreeMap<>(parameters);
    secrets.keySet().retainAll(SECRET);
    return secrets;
  }

  @Override
  public String toString() {
    return "ServerAddress[" + jdbcUrl() + ", user " + user + "]";
  }
}
