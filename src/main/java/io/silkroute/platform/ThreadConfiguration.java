package io.silkroute.platform;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.quartz.QuartzComponent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The threads that are not the web server's, the broker's or Camel's own. */
@Configuration(proxyBeanMethods = false)
class ThreadConfiguration {

    /** Items of a batch are written side by side; each waits most of its time for the shop. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService itemThreads(@Value("${silkroute.run.item-threads}") int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> new Thread(task, "item-" + number.incrementAndGet());
        return Executors.newFixedThreadPool(threads, factory);
    }

    @Bean
    TaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(2);
        scheduler.setThreadNamePrefix("ticker-");
        return scheduler;
    }

    @Bean
    QuartzComponent quartz() {
        QuartzComponent quartz = new QuartzComponent();
        quartz.setEnableJmx(false);
        return quartz;
    }
}
