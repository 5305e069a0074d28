// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** How to connect to a database. Immutable; its text never shows the password. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ConnectionInfo {

  private final String jdbcUrl;
  private final String username;
  private final String password;
  private final Map<String, String> properties;
  private final Map<String, String> localProperties;
  private final @Nullable DataSource dataSource;

  private ConnectionInfo(
      String jdbcUrl,
      String username,
      String password,
      Map<String, String> properties,
      Map<String, String> localProperties,
      @Nullable DataSource dataSource) {
    this.jdbcUrl = Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    this.username = Objects.requireNonNull(username, "username");
    this.password = Objects.requireNonNull(password, "password");
    this.properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    this.localProperties = Collections.unmodifiableMap(new TreeMap<>(localProperties));
    this.dataSource = dataSource;
  }

  /**
   * A database that any JDBC client reaches by URL.
   *
   * @param jdbcUrl the URL, without credentials
   * @param username the user
   * @param password the password
   * @param properties further driver properties
   * @return the connection information
   */
  public static ConnectionInfo ofUrl(
      String jdbcUrl, String username, String password, Map<String, String> properties) {
    return new ConnectionInfo(jdbcUrl, username, password, properties, properties, null);
  }

  /**
   * A database that is reached through a data source of the provider's own.
   *
   * @param jdbcUrl a URL for people to read, and for {@link java.sql.DriverManager} where the
   *     provider registers a driver
   * @param dataSource gives unpooled connections; core pools them
   * @return the connection information
   */
  public static ConnectionInfo ofDataSource(String jdbcUrl, DataSource dataSource) {
    Objects.requireNonNull(dataSource, "dataSource");
    return new ConnectionInfo(jdbcUrl, "", "", Map.of(), Map.of(), dataSource);
  }

  /**
   * The same with driver properties that mean nothing in another JVM, such as names of classes.
   * Users who ask for the {@link #properties()} are not told of them.
   *
   * @param further the properties, beside the others
   * @return the connection information
   */
  public ConnectionInfo withLocalProperties(Map<String, String> further) {
    Map<String, String> all = new TreeMap<>(localProperties);
    all.putAll(further);
    return new ConnectionInfo(jdbcUrl, username, password, properties, all, dataSource);
  }

  /**
   * The JDBC URL.
   *
   * @return the URL, without credentials
   */
  public String jdbcUrl() {
    return jdbcUrl;
  }

  /**
   * The user.
   *
   * @return the name; empty where the backend has no users
   */
  public String username() {
    return username;
  }

  /**
   * The password.
   *
   * @return the password; empty where the backend has none
   */
  public String password() {
    return password;
  }

  /**
   * Further driver properties.
   *
   * @return a sorted, unmodifiable map
   */
  public Map<String, String> properties() {
    return properties;
  }

  /**
   * The driver properties for connections of this JVM: the {@link #properties()}, and those that
   * mean nothing elsewhere.
   *
   * @return a sorted, unmodifiable map
   */
  public Map<String, String> localProperties() {
    return localProperties;
  }

  /**
   * The provider's own data source.
   *
   * @return empty where the URL is the way to connect
   */
  public Optional<DataSource> dataSource() {
    return Optional.ofNullable(dataSource);
  }

  @Override
  public String toString() {
    return "ConnectionInfo[" + jdbcUrl + (username.isEmpty() ? "]" : ", user " + username + "]");
  }
}
