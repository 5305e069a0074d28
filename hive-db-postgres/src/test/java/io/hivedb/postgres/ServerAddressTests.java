// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.DatabaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTests {

  private static ServerAddress parse(String url) {
    return ServerAddress.parse(DatabaseUrl.parse(url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://u:p@host:5532/db?sslmode=require | jdbc:postgresql://host:5532/db?sslmode=require
          postgresql+psycopg://u:p@host:5532/db | jdbc:postgresql://host:5532/db
          postgres://u:p@host/db | jdbc:postgresql://host:5432/db
          POSTGRESQL://u:p@host/db | jdbc:postgresql://host:5432/db
          postgresql://u:p@host | jdbc:postgresql://host:5432/u
          postgresql://u:p@host/ | jdbc:postgresql://host:5432/u
          postgresql://u:p@/db | jdbc:postgresql://localhost:5432/db
          postgresql://u:p@[::1]:5532/db | jdbc:postgresql://[::1]:5532/db
          postgresql://u:p@a:1,b:2/db?target_session_attrs=read-write | jdbc:postgresql://a:1,b:2/db?targetServerType=primary
          postgresql://u:p@host/d%20%2Fb%3F | jdbc:postgresql://host:5432/d+%2Fb%3F
          postgresql://host/db?user=u&password=p | jdbc:postgresql://host:5432/db
          postgresql://u:p@host/db?options=-c%20geqo%3Doff&application_name=a+b | jdbc:postgresql://host:5432/db?ApplicationName=a%2Bb&options=-c+geqo%3Doff
          postgresql://u:p@host/db?sslpassword=s&sslmode=verify-full | jdbc:postgresql://host:5432/db?sslmode=verify-full
          jdbc:postgresql://host:5532/db?user=u&password=p&sslmode=require | jdbc:postgresql://host:5532/db?sslmode=require
          jdbc:postgresql://host/db?user=u&password=p | jdbc:postgresql://host:5432/db
          jdbc:postgresql://a:1,b:2/db?user=u&password=p&loadBalanceHosts=true | jdbc:postgresql://a:1,b:2/db?loadBalanceHosts=true
          jdbc:postgresql:db?user=u&password=p | jdbc:postgresql://localhost:5432/db
          jdbc:postgresql:?user=u&password=p | jdbc:postgresql://localhost:5432/u
          postgresql://u:p@:5532/db | jdbc:postgresql://localhost:5532/db
          jdbc:postgresql:///db?user=u&password=p | jdbc:postgresql://localhost:5432/db
          jdbc:postgresql://host/?user=u&password=p | jdbc:postgresql://host:5432/u
          """)
  void readsEveryForm(String url, String jdbcUrl) {
    ServerAddress address = parse(url);

    assertThat(address.jdbcUrl()).isEqualTo(jdbcUrl);
    assertThat(address.connectionInfo().username()).isEqualTo("u");
    assertThat(address.connectionInfo().password()).isEqualTo("p");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://u%40x:p%40%3A%2F%25%3F%23@host/db | u@x | p@:/%?#
          postgresql://u:p@q@host/db | u | p@q
          postgresql://u:p:q@host/db | u | p:q
          postgresql://u:a+b%20c@host/db | u | a+b c
          postgresql://%C3%BC:%E2%82%AC@host/db | ü | €
          jdbc:postgresql://host/db?user=u%40x&password=p%26%3D | u@x | p&=
          """)
  void decodesCredentials(String url, String user, String password) {
    assertThat(parse(url).connectionInfo().username()).isEqualTo(user);
    assertThat(parse(url).connectionInfo().password()).isEqualTo(password);
  }

  @Test
  void withoutAUserIsTheSystemsUserAsInPsql() {
    String user = System.getProperty("user.name");

    assertThat(parse("postgresql://host").connectionInfo().username()).isEqualTo(user);
    assertThat(parse("postgresql://host").database()).isEqualTo(user);
    assertThat(parse("postgresql://u@host").connectionInfo().password()).isEmpty();
  }

  @Test
  void keepsSecretsOutOfUrlAndText() {
    ServerAddress address = parse("postgresql://u:hush@host/db?sslpassword=hush&sslmode=require");

    assertThat(address.toString()).doesNotContain("hush");
    assertThat(address.jdbcUrl()).doesNotContain("hush");
    assertThat(address.connectionInfo().properties()).containsEntry("sslpassword", "hush");
  }

  @Test
  void anotherDatabaseKeepsEverythingElse() {
    assertThat(parse("postgresql://u:p@host:1/db?sslmode=require").withDatabase("x").jdbcUrl())
        .isEqualTo("jdbc:postgresql://host:1/x?sslmode=require");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql:db",
        "postgresql://u:hush@host:port/db",
        "postgresql://u:hush@host:99999/db",
        "postgresql://u:hush@host/db?sslmode",
        "postgresql://u:hush@host/db?=x",
        "postgresql://u:hush%zz@host/db",
        "postgresql://u:hush@%2Fvar%2Frun/db",
        "postgresql://u:hush@host/db/more",
        "jdbc:postgresql://u:hush@host/db",
        "jdbc:postgresql://host:port/db?user=u&password=hush",
        "postgresql://u:hu/sh@host/db",
        "postgresql://u:hu?sh@host/db",
        "postgresql://u:hu#sh@host/db",
      })
  void malformedIsAnErrorThatKeepsThePassword(String url) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessageStartingWith("The database URL [")
        .hasMessageContaining("] is not understood: ")
        .hasMessageNotContaining("hu");
  }

  @Test
  void malformedSaysWhatAndHowToWriteIt() {
    assertThatThrownBy(() -> parse("postgresql://u:hush@host:port/db"))
        .hasMessage(
            "The database URL [postgresql://u:***@host:port/db] is not understood: the host, the"
                + " port or a parameter is not well formed. Write it as"
                + " postgresql://user:password@host:5432/db?sslmode=require, or as"
                + " jdbc:postgresql://host:5432/db?user=…&password=…; a character such as @, :, / or"
                + " % in a user name or password is written %40, %3A, %2F or %25.");
  }
}
