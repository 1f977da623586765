import { umapLayout } from './src/insight/umapLayout';
import { nearestRows } from './src/insight/exactNeighbours';
import { UMAP } from 'umap-js';
import { Random } from './src/data/random';
const random = new Random(1);
const centres = Array.from({length: 20}, () => Array.from({length: 32}, () => random.normal()));
const cpu=()=>{const u=process.cpuUsage();return (u.user+u.system)/1000};
for (const n of [1000, 2000, 5000]) {
  const vectors = new Float32Array(n*32);
  for (let i=0;i<n;i++) { let s=0; const c = centres[i%20]!; for (let d=0;d<32;d++){ vectors[i*32+d]=c[d]!+0.7*random.normal(); s+=vectors[i*32+d]!**2;} for (let d=0;d<32;d++) vectors[i*32+d]!/=Math.sqrt(s); }
  let t=cpu();
  const {indices,distances}=nearestRows(vectors,32,15);
  console.log(n,'exact kNN cpu ms',cpu()-t);
  t=cpu();
  const rows=Array.from({length:n},(_,i)=>[...vectors.subarray(i*32,i*32+32)]);
  const u = new UMAP({nNeighbors:15, random:()=>random.next()}) as any;
  u.nearestNeighbors(rows);
  console.log(n,'umap-js kNN cpu ms',cpu()-t);
  u.setPrecomputedKNN(indices,distances);
  t=cpu(); const e=u.initializeFit(rows);
  console.log(n,'initializeFit cpu ms',cpu()-t);
  t=cpu(); for(let i=0;i<e;i++)u.step();
  console.log(n,e,'steps cpu ms',cpu()-t);
}
