package io.silkroute.platform;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * HSQLDB in a file by default, PostgreSQL when {@code spring.datasource.url} names one. One set of migrations
 * serves both; only the types of texts and bytes differ.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSourceProperties.class)
class DatabaseConfiguration {

    static final Map<String, String> HSQLDB_TYPES =
            Map.of("text", "longvarchar", "bytes", "longvarbinary", "digest", "varbinary(32)");
    static final Map<String, String> POSTGRESQL_TYPES = Map.of("text", "text", "bytes", "bytea", "digest", "bytea");

    @Bean
    FlywayConfigurationCustomizer columnTypes(@Value("${spring.datasource.url}") String url) {
        return flyway -> flyway.placeholders(isPostgresql(url) ? POSTGRESQL_TYPES : HSQLDB_TYPES);
    }

    /**
     * A machine that lost its power in the middle of a transaction keeps its rows locked for no longer than its lease:
     * the node that takes over needs them.
     */
    @Bean
    static BeanPostProcessor rowsOfVanishedNodes(@Value("${silkroute.run.lease:30s}") Duration lease) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof BasicDataSource pool && pool.getUrl() != null && isPostgresql(pool.getUrl())) {
                    pool.setConnectionInitSqls(
                            List.of("set idle_in_transaction_session_timeout = " + lease.toMillis()));
                }
                return bean;
            }
        };
    }

    static boolean isPostgresql(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql");
    }

    /** The one that beans without a qualifier mean; the broker's transactions have their own. */
    @Bean
    @Primary
    PlatformTransactionManager transactionManager(
            DataSource dataSource, ObjectProvider<SQLExceptionTranslator> translator) {
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        translator.ifAvailable(transactions::setExceptionTranslator);
        return transactions;
    }

    @Bean
    @Primary
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactionManager) {
        return new TransactionTemplate(transactionManager);
    }
}
