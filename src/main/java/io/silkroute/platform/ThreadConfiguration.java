package io.silkroute.platform;

import io.silkroute.tracing.Trace;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.quartz.QuartzComponent;
import org.slf4j.MDC;
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
        return pool("item-", threads, threads, new LinkedBlockingQueue<>());
    }

    /** Batches of a run are worked off side by side; how many, the stream of batches says. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService batchThreads() {
        return pool("batch-", 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    /** Orders of so many shops are read side by side; one that does not answer keeps its thread for a while. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService usageThreads() {
        return pool("usage-", 4, 4, new LinkedBlockingQueue<>());
    }

    /** What shops tell is worked off side by side, a few batches of a connector at a time. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService shopEventThreads() {
        return pool("shop-event-", 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    /** Pulls from so many shops go side by side; a node takes no more of them. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService pullThreads() {
        return pool("pull-", 4, 4, new LinkedBlockingQueue<>());
    }

    /** So many sources are fetched side by side; a node takes no more of them. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService fetchThreads() {
        return pool("fetch-", 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    /** Imports of so many shops go side by side; a node takes no more of them. Changed orders are read beside them. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService importThreads() {
        return pool("import-", 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    /** Rounds and visits each wait for their own shop, and hold no other's up. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService loyaltyThreads() {
        return pool("loyalty-", 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    /** Each of whoever listens to the outbox is told beside the others. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService outboxThreads() {
        return pool("outbox-", 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    /** Addresses are called side by side, each a few times at most. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService deliveryThreads() {
        return pool("delivery-", 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    private static ExecutorService pool(String prefix, int least, int most, BlockingQueue<Runnable> waiting) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> new Thread(task, prefix + number.incrementAndGet());
        return new ThreadPoolExecutor(least, most, 60, TimeUnit.SECONDS, waiting, factory) {
            @Override
            public void execute(Runnable task) {
                super.execute(namedAsHere(Trace.carried(task)));
            }
        };
    }

    /** What the thread that hands over a task names in its log lines, the thread that does it names too. */
    private static Runnable namedAsHere(Runnable task) {
        Map<String, String> names = MDC.getCopyOfContextMap();
        if (names == null || names.isEmpty()) {
            return task;
        }
        return () -> {
            MDC.setContextMap(names);
            try {
                task.run();
            } finally {
                MDC.clear();
            }
        };
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
