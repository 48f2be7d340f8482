import { measureReports } from './reports/measure-reports.ts';

/**
 * How long a brand waits for its overview and its LTV table with a long history, and with a tenth of
 * it: the difference is how they grow. `npm run bench -- reports [--tenth] [--brief]`; `--brief` only
 * shows that it works, `--tenth` leaves the large history out.
 */
const args = process.argv.slice(2);
const isBrief = args.includes('--brief');
const orders = isBrief ? 3_000 : 1_000_000;
const clicks = isBrief ? 30_000 : 10_000_000;
const asks = isBrief ? 3 : 15;

console.log(`making ${orders / 10} orders and ${clicks / 10} clicks …`);
const tenth = await measureReports({ orders: orders / 10, clicks: clicks / 10 }, { asks });
console.log(JSON.stringify(tenth));
if (!args.includes('--tenth')) console.log(`making ${orders} orders and ${clicks} clicks …`);
const whole = args.includes('--tenth') ? null : await measureReports({ orders, clicks }, { asks });
const isExact = tenth.isExact && whole?.isExact !== false;
console.log(
  JSON.stringify({
    orders,
    clicks,
    overviewMs: whole?.overview.median,
    ltvMs: whole?.ltv.median,
    tenthOverviewMs: tenth.overview.median,
    tenthLtvMs: tenth.ltv.median,
    overviewWorstMs: whole?.overview.worst,
    ltvWorstMs: whole?.ltv.worst,
    overviewCpuMs: whole?.overview.cpu,
    ltvCpuMs: whole?.ltv.cpu,
    tenthOverviewCpuMs: tenth.overview.cpu,
    tenthLtvCpuMs: tenth.ltv.cpu,
    others: whole?.others ?? tenth.others,
    isExact,
    generateSeconds: whole?.generateSeconds ?? tenth.generateSeconds,
    rebuildSeconds: whole?.rebuildSeconds ?? tenth.rebuildSeconds,
    clickUs: tenth.click.us,
    clickUsWithoutReports: tenth.click.usWithoutReports,
    engine: 'sqlite',
  }),
);
if (!isExact) process.exitCode = 1;
