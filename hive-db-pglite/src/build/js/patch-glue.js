// SPDX-License-Identifier: Apache-2.0
// Changes the JavaScript that emscripten made for PGlite. Each change must find its place exactly once: another version
// of PGlite fails the build rather than misbehaves.

const CHANGES = [
  {
    why: 'a module of CommonJS: a thread would start for the other kind alone what Node.js has for it',
    from: 'const{createRequire}=await import("node:module");var require=createRequire(import.meta.url)',
    to: '',
  },
  { why: 'the same, where it would look for files, of which there are none', from: 'var _scriptName=import.meta.url;', to: 'var _scriptName="";' },
  { why: 'the same, where it would look for pglite.wasm', from: 'return new URL("pglite.wasm",import.meta.url).href', to: 'return "pglite.wasm"' },
  { why: 'the same, where it is given to others', from: 'export default Module;', to: 'module.exports=Module;' },
  {
    why: 'an instance is made at once, because there is no turn of the event loop in the middle of a statement',
    from: 'async function Module(moduleArg={}){',
    to: 'function Module(moduleArg={}){',
  },
  { why: 'the same, where it begins', from: 'wasmExports=await createWasm();await run();', to: 'wasmExports=createWasm();run();' },
  {
    why: 'the same, where the code is given',
    from: 'async function createWasm(){async function receiveInstance(instance,module){',
    to: 'function createWasm(){function receiveInstance(instance,module){',
  },
  {
    why: 'the same, where the instance is given',
    from: /if\(instantiateWasm\)\{return new Promise\(.*?return exports\}/,
    to: 'var received;instantiateWasm(info,(inst,mod)=>{received=receiveInstance(inst,mod)});return received}',
  },
  { why: 'the same, where it would load libraries to begin with', from: 'LDSO.init();await loadDylibs();', to: 'LDSO.init();loadDylibs();' },
  {
    why: 'the same: there are none',
    from: /var loadDylibs=async\(\)=>\{.*?reportUndefinedSymbols\(\)\};/,
    to: 'var loadDylibs=()=>{if(dynamicLibraries.length)throw new Error("libraries to begin with");reportUndefinedSymbols()};',
  },
  {
    why: 'the same, where it would wait for files and show its state',
    from: /async function run\(args=programArgs\)\{preRun\(\);if\(runDependencies\)\{.*?if\(ABORT\)return;/,
    to: 'function run(args=programArgs){preRun();if(runDependencies)throw new Error("something to wait for");if(ABORT)return;',
  },
  {
    why: 'the package of files is part of our image: its loader would read, copy and register 600 files at every start',
    from: /\(\(\)=>\{var isPthread=.*?remote_package_size:\d+\}\)\}\)\(\);/,
    to: '',
  },
  {
    why: 'TextDecoder refuses views of shared memory; slice copies',
    from: 'UTF8Decoder.decode(heapOrArray.subarray(idx,endPtr))',
    to: 'UTF8Decoder.decode(heapOrArray.slice(idx,endPtr))',
  },
  {
    why: 'a timer of this thread cannot fire while a statement runs: the alarm belongs to whoever owns the engine',
    from: 'var __setitimer_js=(which,timeout_ms)=>{',
    to: 'var __setitimer_js=(which,timeout_ms)=>{Module["setAlarm"](timeout_ms);return 0;',
  },
  {
    why: 'a wait for a latch (pg_sleep) spins on the monotonic clock: let it sleep instead',
    from: 'else if(nowIsMonotonic){now=_emscripten_get_now()}',
    to: 'else if(nowIsMonotonic){Module["pause"]();now=_emscripten_get_now()}',
  },
  {
    why: 'what PostgreSQL calls first when it begins with a message is the clock: a cancel that came earlier is put to it there',
    from: 'var _emscripten_date_now=()=>Date.now();',
    to: 'var wallClock=Module["wallClock"];var _emscripten_date_now=()=>wallClock.now();',
  },
  {
    why: 'the engine may not take all the memory that its address space allows',
    from: 'var getHeapMax=()=>2147483648;',
    to: 'var getHeapMax=()=>Module["heapLimit"];',
  },
  {
    why: 'a library that another engine had loaded must get the same place in memory and in the function table',
    from: 'var memoryBase=metadata.memorySize?alignMemory(getMemory(metadata.memorySize+memAlign),memAlign):0;var tableBase=metadata.tableSize?wasmTable.length:0;',
    to:
      'var memoryBase=loader.memoryBases?.get(libName)??(metadata.memorySize?alignMemory(getMemory(metadata.memorySize+memAlign),memAlign):0);' +
      'var tableBase=loader.tableBases?.get(libName)??(metadata.tableSize?wasmTable.length:0);',
  },
  {
    why: 'that place may be inside of the table',
    from: 'if(metadata.tableSize){wasmTable.grow(metadata.tableSize)}',
    to: 'if(tableBase+metadata.tableSize>wasmTable.length){wasmTable.grow(tableBase+metadata.tableSize-wasmTable.length)}',
  },
  {
    why: 'a library is compiled once for all engines',
    from: 'var libData=FS.readFile(f,{encoding:"binary"});',
    to: 'var libData=Module["compileLibrary"](f);',
  },
  {
    why: 'where each function of the engine stands in the table is asked for when one is not known, and not at every start: it takes an object for each of 8,000 functions',
    from: 'var functionsInTableMap;var getFunctionAddress=func=>{if(!functionsInTableMap){functionsInTableMap=new WeakMap;updateTableMap(0,wasmTable.length)}return functionsInTableMap.get(func)||0};',
    to:
      'var functionsInTableMap=new WeakMap;var isTableKnown=false;var getFunctionAddress=func=>{var known=functionsInTableMap.get(func);if(known||isTableKnown)return known||0;' +
      'isTableKnown=true;updateTableMap(0,wasmTable.length);return functionsInTableMap.get(func)||0};',
  },
  {
    why: 'a function with a signature is none of the engine, and stands there only if this code has put it there',
    from: 'var rtn=getFunctionAddress(func);if(rtn){return rtn}',
    to: 'var rtn=sig?functionsInTableMap.get(func):getFunctionAddress(func);if(rtn){return rtn}',
  },
  {
    why: 'a symbol is an object of WebAssembly only if a library imports it',
    from: 'var rtn=GOT[symName];if(!rtn){rtn=GOT[symName]=new WebAssembly.Global({value:"i32",mutable:true},-1)}',
    to: 'var rtn=GOT[symName];if(!(rtn instanceof WebAssembly.Global)){rtn=GOT[symName]=new WebAssembly.Global({value:"i32",mutable:true},rtn?rtn.value:-1)}',
  },
  {
    why: 'the same, where the engine or a library exports it',
    from: 'newValue=value}else{continue}GOT[symName]??=new WebAssembly.Global({value:"i32",mutable:true});',
    to: 'newValue=value.value}else{continue}GOT[symName]??={value:0};',
  },
  {
    why: 'the symbols of an engine are those of the one before',
    from: 'assignWasmExports(wasmExports);updateGOT(origExports);',
    to:
      'assignWasmExports(wasmExports);Module["tableStart"]=wasmTable.length;var known=Module["symbols"];if(!known){updateGOT(origExports)}else{' +
      'wasmTable.grow(known.end-wasmTable.length);for(var[name,value]of known.values){GOT[name]={value};var item=origExports[name];if(item===undefined)throw new Error(`the engine has no symbol ${name}`);' +
      'if(typeof item=="function"){functionsInTableMap.set(item,value);if(value>=Module["tableStart"])wasmTable.set(value,item)}}}',
  },
  {
    why: 'so are those of a library that another engine had loaded',
    from: 'updateGOT(moduleExports);if(!flags.allowUndefined){reportUndefinedSymbols()}',
    to: 'if(!loader.memoryBases){updateGOT(moduleExports);if(!flags.allowUndefined){reportUndefinedSymbols()}}',
  },
  {
    why: 'an array with large holes is one that V8 looks up by hashes, and this one is asked for a dozen functions in each statement',
    from: 'var wasmTableMirror=[];',
    to: 'var wasmTableMirror=[];var fillMirror=end=>{while(wasmTableMirror.length<end)wasmTableMirror.push(undefined)};',
  },
  {
    why: 'the same, where one is asked for',
    from: 'if(!func){wasmTableMirror[funcPtr]=func=wasmTable.get(funcPtr)}',
    to: 'if(!func){fillMirror(funcPtr);wasmTableMirror[funcPtr]=func=wasmTable.get(funcPtr)}',
  },
  {
    why: 'the same, where one is put there',
    from: 'wasmTableMirror[idx]=wasmTable.get(idx)',
    to: 'fillMirror(idx);wasmTableMirror[idx]=wasmTable.get(idx)',
  },
  {
    why: 'snapshots need what the loader keeps for itself',
    from: 'Module["callMain"]=callMain;',
    to: `var loader=Module["loader"]={GOT,LDSO,PIPEFS,loadDynamicLibrary,mmapAlloc,growMemory,removeFunction,freeTableIndexes,wasmImports:null,
knownAddressOf:func=>functionsInTableMap.get(func)||0,breakAddress:()=>_emscripten_get_sbrk_ptr(),
setFunction(index,func){setWasmTableEntry(index,func);functionsInTableMap.set(func,index)},
clearMirror(start,count){for(var i=start;i<start+count&&i<wasmTableMirror.length;i++)wasmTableMirror[i]=undefined},
get wasmTable(){return wasmTable}};Module["callMain"]=callMain;`,
  },
  {
    why: 'the same, where the imports are defined',
    from: 'function invoke_ii(index,a1){',
    to: 'loader.wasmImports=wasmImports;function invoke_ii(index,a1){',
  },
];

export function patchGlue(source) {
  return CHANGES.reduce((text, { why, from, to }) => {
    const count = typeof from === 'string' ? text.split(from).length - 1 : [...text.matchAll(new RegExp(from, 'gs'))].length;
    if (count !== 1) throw new Error(`pglite.js cannot be changed, its place was found ${count} times: ${why}`);
    return text.replace(from, () => to);
  }, source);
}
